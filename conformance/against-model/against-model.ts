import type { AllowedHistory, Disagreement, Drill, DrillResult, History } from "../../model/index.ts";
import { NotEstablishedError, type OpenTrial } from "../clause/index.ts";
import { HookError } from "../hooks/index.ts";
import type { Trial } from "../mutex/index.ts";
import { driveHelper } from "./drive-helper.ts";
import { disagreement } from "./judge.ts";

/** What a real helper is held against, and how. */
export interface AgainstModel {
  readonly drills: readonly Drill[];
  /** The ways in which the model may go in a drill, found by so many draws; more draws may find more. */
  readonly allowed: (drill: Drill, draws: number) => readonly AllowedHistory[];
  /** Begins a trial for one drill. */
  readonly open: () => OpenTrial<Trial>;
  /** Drills that are carried out side by side; 1 if all helpers share one lock. */
  readonly atOnce: number;
  /** What times may be off, microseconds; more where the machine takes longer to start a helper. */
  readonly slackUs: number;
  /** Told when a drill was carried out, with how many were and how many there are. */
  readonly ends?: (drill: Drill, done: number, of: number) => void;
  /** Leaves out the drills that have not begun. */
  readonly stop?: AbortSignal;
}

/** Draws that show what usually happens, and those before somebody is accused. */
const DRAWS = 48;
const DRAWS_BEFORE_BLAME = 1_500;

/** Carries every drill out with the real helper, and judges what was seen by what the model allows. In the order given. */
export async function againstModel(setting: AgainstModel): Promise<readonly DrillResult[]> {
  const { drills, ends, atOnce } = setting;
  let done = 0;
  const first = await inTurn(setting, drills, atOnce, (drill) => {
    done += 1;
    ends?.(drill, done, drills.length);
  });
  const results = judgedAll(setting, first);
  // What a busy machine did once is not what the helper does: it is asked again when hardly anybody else is.
  const accused = results.filter(({ verdict }) => verdict === "disagrees").map(({ drill }) => drill);
  const again = judgedAll(setting, await inTurn(setting, accused, Math.ceil(atOnce / 3)));
  return results.map((result) => again.find(({ drill }) => drill === result.drill) ?? result);
}

/** What was seen in a drill, or why nothing was. */
type Driven = Pick<DrillResult, "drill" | "history"> & { readonly why?: string };

/** Carries drills out, so many side by side. Nothing is computed meanwhile: what is measured would be late. */
async function inTurn(
  setting: AgainstModel,
  drills: readonly Drill[],
  atOnce: number,
  ends?: (drill: Drill) => void,
): Promise<readonly Driven[]> {
  const driven: Driven[] = [];
  // The long ones first: nobody waits for one that began last.
  const longFirst = [...drills].reverse();
  const work = async (queue: Drill[]): Promise<void> => {
    for (let drill = queue.shift(); drill !== undefined && setting.stop?.aborted !== true; drill = queue.shift()) {
      driven.push(await drive(setting, drill));
      ends?.(drill);
    }
  };
  const together = longFirst.filter((drill) => !strikesOthers(drill));
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, () => work(together)));
  await work(longFirst.filter(strikesOthers));
  return driven;
}

/** A machine's way to its service is that of all helpers on it. */
function strikesOthers({ steps }: Drill): boolean {
  return steps.some((step) => step.kind === "act" && (step.act === "cut" || step.act === "stall"));
}

async function drive(setting: AgainstModel, drill: Drill): Promise<Driven> {
  const opened = setting.open();
  try {
    const history = await unlessStopped(driveHelper(opened.trial, drill), setting.stop);
    const why = opened.runaway();
    return why === undefined ? { drill, history } : { drill, history: [], why };
  } catch (error) {
    if (!(error instanceof NotEstablishedError || error instanceof HookError)) throw error;
    return { drill, history: [], why: error.message };
  } finally {
    await opened.close();
  }
}

/** What a drill showed, unless somebody stops all of it first. */
async function unlessStopped(driven: Promise<History>, stop: AbortSignal | undefined): Promise<History> {
  const stopped = new AbortController();
  const interrupted = new Promise<never>((_, reject) => {
    const refuse = (): void => reject(new NotEstablishedError("was interrupted"));
    if (stop?.aborted === true) refuse();
    stop?.addEventListener("abort", refuse, { once: true, signal: stopped.signal });
  });
  // Whichever comes second has nobody left to hear it.
  driven.catch(() => undefined);
  interrupted.catch(() => undefined);
  try {
    return await Promise.race([driven, interrupted]);
  } finally {
    stopped.abort();
  }
}

/** In the order of the drills. */
function judgedAll(setting: AgainstModel, driven: readonly Driven[]): readonly DrillResult[] {
  const slackUs = Math.max(setting.slackUs, slowestStartUs(driven));
  return setting.drills.flatMap((drill) => {
    const one = driven.find((other) => other.drill === drill);
    return one === undefined ? [] : [judged({ ...setting, slackUs }, one)];
  });
}

/** A machine that takes so long to start a helper may be as late with everything else. */
function slowestStartUs(driven: readonly Driven[]): number {
  const starts = driven.flatMap(({ history }) => history.filter(({ act }) => act === "start" || act === "challenge"));
  return Math.max(0, ...starts.map(({ byteUs, otherUs }) => byteUs ?? otherUs ?? 0));
}

function judged({ allowed, slackUs }: AgainstModel, { drill, history, why }: Driven): DrillResult {
  if (why !== undefined) return { drill, verdict: "not established", because: why, history };
  const off = (draws: number): Disagreement | undefined => disagreement(drill, history, allowed(drill, draws), slackUs);
  const found = off(DRAWS) === undefined ? undefined : off(DRAWS_BEFORE_BLAME);
  if (found === undefined) return { drill, verdict: "agrees", because: "the model allows it", history };
  return { drill, verdict: "disagrees", because: found.because, history, disagreement: found };
}
