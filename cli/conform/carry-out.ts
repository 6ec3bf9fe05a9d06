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
import type { Begun, Profile } from "./profile.ts";
import type { ConformSettings } from "./settings.ts";
import { ConformStop } from "./stop.ts";

/** Checks the clauses, tells each when it is over, and ends everything, interrupted or not. */
export async function carryOut(
  io: Io,
  profile: Profile,
  settings: ConformSettings,
  command: readonly string[],
): Promise<ConformanceResult> {
  const stop = new ConformStop(io);
  const startedMs = performance.now();
  const begun = await profile.begin({ ...settings.setting, command });
  try {
    const about = aboutOf(profile, settings, begun);
    if (settings.output === "text") {
      io.out(conformanceHead(about, io.look));
      if (begun.hint !== undefined) io.out(`${begun.hint}\n\n`);
    }
    const clauses = await check(io, begun, settings, stop.signal);
    const model =
      settings.comparesWithModel && !stop.signal.aborted ? ((await begun.compare?.(stop.signal)) ?? null) : null;
    return {
      conformance: 1,
      ...about,
      outcome: conformanceOutcome(clauses),
      interrupted: stop.signal.aborted,
      clauses,
      margins: begun.margins?.(clauses) ?? [],
      model,
      tookMs: Math.round(performance.now() - startedMs),
    };
  } finally {
    await begun.end();
    stop.release();
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
