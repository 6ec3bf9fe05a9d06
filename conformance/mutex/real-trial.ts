import { setTimeout as sleep } from "node:timers/promises";
import { NotEstablishedError, type OpenTrial, type TranscriptLine } from "../clause/index.ts";
import { Crew, filledIn, type Helper, type StartOptions } from "../helper/index.ts";
import type { Hooks, HookVerb } from "../hooks/index.ts";
import { inWords } from "./in-words.ts";
import type { Limits } from "./limits.ts";
import type { Trial } from "./trial.ts";

/** What all trials of one program have in common. */
export interface TrialSetting {
  /** Path of the helper, and its arguments with placeholders. */
  readonly command: readonly [string, ...(readonly string[])];
  readonly hooks: Hooks;
  readonly limits: Limits;
}

/** What lasts until it is undone. */
const disturbing: ReadonlySet<HookVerb> = new Set<HookVerb>(["cut", "stall", "delay"]);

/** Trials run one after another; their locks and processes are told apart by this. */
let trials = 0;

/** Begins a trial for one clause. */
export function openTrial(setting: TrialSetting): OpenTrial<Trial> {
  trials += 1;
  return new RealTrial(setting, `t${trials}`);
}

class RealTrial implements Trial, OpenTrial<Trial> {
  readonly hooks: Hooks;
  readonly limits: Limits;
  readonly #setting: TrialSetting;
  readonly #name: string;
  readonly #crew: Crew;
  readonly #startedMs = performance.now();
  readonly #lines: TranscriptLine[] = [];
  readonly #started: { readonly helper: Helper; readonly atMs: number }[] = [];
  /** Seats whose way to the service is disturbed, by the lock that it was done for. */
  readonly #disturbed = new Map<string, string>();
  #locks = 0;

  constructor(setting: TrialSetting, name: string) {
    this.#setting = setting;
    this.#name = name;
    this.hooks = setting.hooks;
    this.limits = setting.limits;
    this.#crew = new Crew(name);
  }

  get trial(): Trial {
    return this;
  }

  newLock(): string {
    this.#locks += 1;
    return this.hooks.freshLocks ? `${this.#name}-${this.#locks}` : "lock";
  }

  async start(lock: string, options: StartOptions = {}): Promise<Helper> {
    const { values, env } = await this.hooks.seat(lock, options.seat ?? "a");
    const [program, ...given] = this.#setting.command;
    const args = (options.args ?? given).map((argument) => filledIn(argument, values));
    const atMs = this.#age();
    const helper = await this.#crew.start([program, ...args], env, options);
    this.#started.push({ helper, atMs });
    return helper;
  }

  async take(lock: string, options: StartOptions = {}): Promise<Helper> {
    const helper = await this.start(lock, options);
    const answer = await helper.answer(this.limits.statusMs);
    if (answer.kind === "byte" && answer.byte === "0") return helper;
    throw new NotEstablishedError(`needs a helper that holds the lock, but ${helper.name} ${inWords(answer)}`);
  }

  async act(verb: HookVerb, lock: string, seat = "a"): Promise<void> {
    this.note(`${this.hooks.name}: ${verb} ${verb === "restart" ? "" : `for seat ${seat}`}`.trimEnd());
    if (disturbing.has(verb)) this.#disturbed.set(seat, lock);
    if (verb === "restore") this.#disturbed.delete(seat);
    // The hooks may make the lock's place when a seat asks for it.
    await this.hooks.seat(lock, seat);
    await this.hooks.act(verb, lock, seat);
  }

  note(text: string): void {
    this.#lines.push({ atMs: this.#age(), text });
  }

  async pause(ms: number): Promise<void> {
    await sleep(ms);
  }

  runaway(): string | undefined {
    return this.#crew.runaway ? "it forks without end: all of it was killed" : undefined;
  }

  async close(): Promise<readonly TranscriptLine[]> {
    const lines = [...this.#lines, ...this.#started.flatMap(({ helper, atMs }) => historyOf(helper, atMs))];
    await this.#crew.sweep();
    for (const [seat, lock] of this.#disturbed) await this.hooks.act("restore", lock, seat);
    // What was killed may hold a lease for as long as it lasts; the next trial has the same lock.
    if (!this.hooks.freshLocks) await sleep(this.hooks.leaseMs ?? 0);
    return lines.sort((one, other) => one.atMs - other.atMs);
  }

  #age(): number {
    return performance.now() - this.#startedMs;
  }
}

/** What a helper did, as lines of the transcript. */
function historyOf(helper: Helper, startedMs: number): readonly TranscriptLine[] {
  const at = (afterMs: number, text: string): TranscriptLine => ({
    atMs: startedMs + afterMs,
    text: `${helper.name} ${text}`,
  });
  const { endedMs, endCode, closedMs } = helper.past();
  const code = endCode === undefined ? "" : ` (exit ${endCode})`;
  return [
    at(0, `started, pid ${helper.pid}`),
    ...helper.output.map(({ atMs, text }) => at(atMs, `wrote ${JSON.stringify(text.slice(0, 40))}`)),
    ...helper.signals.map(({ atMs, text }) => at(atMs, text)),
    ...(closedMs === undefined ? [] : [at(closedMs, "closed standard output")]),
    ...(endedMs === undefined ? [] : [at(endedMs, `ended${code}`)]),
    ...(helper.errors === ""
      ? []
      : [at(endedMs ?? helper.age(), `said on stderr ${JSON.stringify(helper.errors.slice(-200))}`)]),
  ];
}
