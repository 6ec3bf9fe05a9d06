import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  type ConformanceResult,
  clauseList,
  conformanceExit,
  conformanceJunit,
  conformanceSummary,
  conformanceTap,
  EXIT,
  type ExitCode,
} from "../../reports/index.ts";
import { calibrated } from "../conform/calibrated.ts";
import { carryOut } from "../conform/carry-out.ts";
import { chosenClauses } from "../conform/chosen.ts";
import type { ConformFlags } from "../conform/flags.ts";
import type { Profile } from "../conform/profile.ts";
import { profileOf } from "../conform/profiles.ts";
import { type ConformSettings, conformSettings } from "../conform/settings.ts";
import type { Io } from "../io.ts";
import { quoted } from "../session/reproduce.ts";
import { UsageError } from "../usage-error.ts";

/** `cluster-sim conform`: a real program held against its contract. */
export async function conform(io: Io, typed: readonly string[], flags: ConformFlags): Promise<ExitCode> {
  return conformTo(io, typed, flags, await profileOf(flags.profile));
}

/** The same for a profile of one's own. */
export async function conformTo(
  io: Io,
  typed: readonly string[],
  flags: ConformFlags,
  profile: Profile,
): Promise<ExitCode> {
  if (flags.list === true) return list(io, profile, flags);
  const settings = conformSettings(flags, profile, typed, io.cwd);
  const command = profile.command(typed, io.cwd);
  if (process.platform !== "linux") {
    throw new UsageError(
      `conform runs real processes and watches them in /proc: that needs Linux, this is ${process.platform}; --list works everywhere`,
    );
  }
  const done = await carryOut(io, profile, settings, command);
  if (done === undefined) {
    io.err("cluster-sim: interrupted before the first clause\n");
    return EXIT.interrupted;
  }
  const { result, knobs } = done;
  write(io, settings, result, knobs);
  if (settings.output === "json") io.out(`${JSON.stringify(result)}\n`);
  else if (settings.output === "tap") io.out(conformanceTap(result));
  else io.out(conformanceSummary(result, io.look));
  return conformanceExit(result);
}

/** @throws UsageError for options that a list has no use for, or a clause that there is not */
function list(io: Io, { clauses }: Profile, { json, tap, junit, calibrate, only }: ConformFlags): ExitCode {
  const idle = Object.entries({ "--tap": tap, "--junit": junit, "--calibrate": calibrate });
  const given = idle.find(([, value]) => value !== undefined)?.[0];
  if (given !== undefined) throw new UsageError(`--list and ${given}: a list has no verdicts; leave one out`);
  const chosen = chosenClauses(only, clauses);
  const listed = clauses.filter(({ id }) => chosen?.has(id) ?? true);
  io.out(json === true ? `${JSON.stringify(listed)}\n` : clauseList(listed, io.look));
  return EXIT.holds;
}

function write(
  io: Io,
  { junit, calibrate, output, reproduce }: ConformSettings,
  result: ConformanceResult,
  knobs: object | undefined,
): void {
  const files = [
    ...(junit === undefined ? [] : [[junit, conformanceJunit(result)] as const]),
    ...(calibrate === undefined || knobs === undefined || result.interrupted
      ? []
      : [[calibrate, calibrated(knobs, reproduce)] as const]),
  ];
  for (const [name, text] of files) {
    writeFileSync(resolve(io.cwd, name), text);
    if (output === "text") io.out(`\nwritten to ${quoted(name)}\n`);
  }
  if (calibrate !== undefined && !files.some(([name]) => name === calibrate)) {
    const why = result.interrupted ? "interrupted before all was measured" : "it was not compared with the simulator";
    io.err(`cluster-sim: ${quoted(calibrate)} is not written: ${why}\n`);
  }
}
