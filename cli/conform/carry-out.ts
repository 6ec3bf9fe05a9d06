import {
  type CheckedClause,
  type ConformanceAbout,
  type ConformanceResult,
  clauseText,
  conformanceHead,
  conformanceOutcome,
} from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { version } from "../version.ts";
import { ConformProgress } from "./conform-progress.ts";
import type { Begun, Compared, Profile } from "./profile.ts";
import type { ConformSettings } from "./settings.ts";
import { ConformStop } from "./stop.ts";

/** What came of it, and what the simulator takes from it. */
export interface CarriedOut {
  readonly result: ConformanceResult;
  /** Fields of a scenario file; absent: nothing was compared. */
  readonly knobs?: object;
}

/** Checks the clauses, tells each when it is over, and ends everything. Undefined: interrupted before the first clause. */
export async function carryOut(
  io: Io,
  profile: Profile,
  settings: ConformSettings,
  command: readonly string[],
): Promise<CarriedOut | undefined> {
  const stop = new ConformStop(io);
  const startedMs = performance.now();
  let begun: Begun | undefined;
  try {
    begun = await profile.begin({ ...settings.setting, command }, stop.signal);
    const about = aboutOf(profile, settings, begun);
    if (settings.output === "text") {
      io.out(conformanceHead(about, io.look));
      if (begun.hint !== undefined) io.out(`${begun.hint}\n\n`);
    }
    const clauses = await check(io, begun, settings, stop.signal);
    const compared = holds(clauses) ? await compare(io, begun, settings, stop.signal) : undefined;
    const result: ConformanceResult = {
      conformance: 1,
      ...about,
      outcome: conformanceOutcome(clauses),
      interrupted: stop.signal.aborted,
      clauses,
      margins: compared?.margins ?? [],
      model: compared?.comparison ?? null,
      tookMs: Math.round(performance.now() - startedMs),
    };
    return { result, ...(compared === undefined ? {} : { knobs: compared.knobs }) };
  } catch (error) {
    // A service that was still being started says so when it is told to stop.
    if (begun === undefined && stop.signal.aborted) return undefined;
    throw error;
  } finally {
    await begun?.end();
    stop.release();
  }
}

/** A helper that never holds the lock has nothing to be compared. */
function holds(clauses: readonly CheckedClause[]): boolean {
  return !clauses.some(({ name, verdict }) => name === "takes-a-free-lock" && verdict !== "pass");
}

async function compare(
  io: Io,
  begun: Begun,
  { comparesWithModel, output }: ConformSettings,
  stop: AbortSignal,
): Promise<Compared | undefined> {
  if (!comparesWithModel || stop.aborted || begun.compare === undefined) return undefined;
  const progress = new ConformProgress(io, output !== "text");
  try {
    return await begun.compare({
      columns: io.look.columns,
      ends: (drill, done, of) => progress.says(`${done}/${of} the simulator's chart: ${drill}`),
      stop,
    });
  } finally {
    progress.clear();
  }
}

function aboutOf(profile: Profile, { setting, reproduce }: ConformSettings, { hooks }: Begun): ConformanceAbout {
  return {
    version: version(),
    profile: profile.name,
    command: setting.command,
    hooks,
    limitsMs: setting.limitsMs,
    clausesInProfile: profile.clauses.length,
    reproduce,
  };
}

async function check(
  io: Io,
  begun: Begun,
  { only, output }: ConformSettings,
  stop: AbortSignal,
): Promise<readonly CheckedClause[]> {
  const progress = new ConformProgress(io, output !== "text");
  const results = await begun.check({
    ...(only === undefined ? {} : { only }),
    begins: (clause, index, of) => progress.begins(clause, index, of),
    ends: (clause) => {
      progress.clear();
      if (output === "text") io.out(`${clauseText(clause, io.look).join("\n")}\n`);
    },
    stop,
  });
  progress.clear();
  return results;
}
