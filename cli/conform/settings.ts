import { resolve } from "node:path";
import type { ConformanceAbout } from "../../reports/index.ts";
import { checkWritable } from "../campaign/campaign-folder.ts";
import { durationUs } from "../options/duration.ts";
import { integer } from "../options/integer.ts";
import { quoted } from "../session/reproduce.ts";
import { UsageError } from "../usage-error.ts";
import { chosenClauses } from "./chosen.ts";
import type { ConformFlags } from "./flags.ts";
import { limitsOf } from "./limits-of.ts";
import type { Profile, ProfileSetting } from "./profile.ts";

/** A day: nobody waits longer for a lease. */
const TTL_MAX_SECONDS = 86_400;

/** Everything that was asked for, checked before anything runs. */
export interface ConformSettings {
  readonly setting: ProfileSetting;
  readonly only: ReadonlySet<string> | undefined;
  readonly output: "text" | "tap" | "json";
  readonly junit: string | undefined;
  readonly calibrate: string | undefined;
  readonly comparesWithModel: boolean;
  readonly reproduce: string;
}

/** Checks all options but the program itself. @throws UsageError naming the first that is wrong */
export function conformSettings(
  flags: ConformFlags,
  profile: Profile,
  typed: readonly string[],
  cwd: string,
): ConformSettings {
  const { junit, calibrate, tap, json, model } = flags;
  checkStubs(flags, profile);
  if (tap === true && json === true) {
    throw new UsageError("--tap and --json: both want standard output; leave one out");
  }
  if (calibrate !== undefined && !model) {
    throw new UsageError(
      "--calibrate and --no-model: the times come from the comparison with the model; leave one out",
    );
  }
  if (junit !== undefined) checkWritable(junit, cwd, "--junit");
  if (calibrate !== undefined) checkWritable(calibrate, cwd, "--calibrate");
  const only = chosenClauses(flags.only, profile.clauses);
  return {
    setting: settingOf(flags, profile, typed, cwd),
    only,
    output: tap === true ? "tap" : json === true ? "json" : "text",
    junit,
    calibrate,
    comparesWithModel: model && (only === undefined || calibrate !== undefined),
    reproduce: reproduceLine(flags, typed),
  };
}

/** Stubs are a part of the sandbox in which call-outs run. */
function checkStubs({ stub, graceCall }: ConformFlags, { runsAmongStubs }: Profile): void {
  if (runsAmongStubs === true) return;
  const given = stub.length > 0 ? "--stub" : graceCall.length > 0 ? "--grace-call" : undefined;
  if (given !== undefined) {
    throw new UsageError(`${given}: only call-outs run among stubs; leave it out, or name their --profile`);
  }
}

function settingOf(
  { hooks, lease, ttl, limit, stub, graceCall }: ConformFlags,
  { limitsMs }: Profile,
  command: readonly string[],
  cwd: string,
): ProfileSetting {
  return {
    command,
    limitsMs: limitsOf(limit, limitsMs),
    stubs: stub,
    graceCalls: graceCall,
    ...(hooks === undefined ? {} : { hooks: hooks.includes("/") ? resolve(cwd, hooks) : hooks }),
    ...(lease === undefined ? {} : { leaseMs: durationUs(lease, "--lease") / 1_000 }),
    ...(ttl === undefined ? {} : { ttlSeconds: integer(ttl, "--ttl", 1, TTL_MAX_SECONDS) }),
  };
}

function reproduceLine(flags: ConformFlags, typed: readonly string[]): ConformanceAbout["reproduce"] {
  const option = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [name, value]);
  const words = [
    ...(flags.profile === "mutex-helper" ? [] : ["--profile", flags.profile]),
    ...option("--hooks", flags.hooks),
    ...flags.only.flatMap((clause) => ["--only", clause]),
    ...flags.limit.flatMap((limit) => ["--limit", limit]),
    ...flags.stub.flatMap((name) => ["--stub", name]),
    ...flags.graceCall.flatMap((name) => ["--grace-call", name]),
    ...option("--lease", flags.lease),
    ...option("--ttl", flags.ttl),
    ...option("--calibrate", flags.calibrate),
    ...option("--junit", flags.junit),
    ...(flags.model ? [] : ["--no-model"]),
    ...(typed.length === 0 ? [] : ["--", ...typed]),
  ];
  return ["npx cluster-sim conform", ...words.map(quoted)].join(" ");
}
