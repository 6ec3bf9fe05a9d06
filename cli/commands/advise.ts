import { constantsWith, type LockDesign, lockDesigns, type WindowInputs, windowTerms } from "../../model/index.ts";
import { adviceJson, adviceText, EXIT, type ExitCode, headerText } from "../../reports/index.ts";
import { advised } from "../advice/advised.ts";
import { designsOf } from "../advice/designs-of.ts";
import type { Io } from "../io.ts";
import type { AdviseFlags } from "../options/advise-flags.ts";
import { durationUs } from "../options/duration.ts";
import { integer } from "../options/integer.ts";
import { knownName } from "../options/names.ts";
import { checkedSeed } from "../options/seed.ts";
import { settings } from "../options/set.ts";
import { checkOut } from "../session/check-out.ts";
import { type Configured, readConfigured } from "../session/configured.ts";
import { tellConfigured } from "../session/configured-text.ts";
import { calloutOf, isKernel, recordsOf, releaseUsOf } from "../session/folder-nfs.ts";
import { quoted } from "../session/reproduce.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";

const RUNS_MAX = 1_000_000;
/** When a file system gives locks up, as `compare --grace` draws it. */
const RELEASE_US: readonly [number, number] = [200_000, 45_000_000];
/** Leases if nothing is said (facts/ip-nfs.md §8). */
const NFSD_LEASE_US = 90_000_000;
const GANESHA_LEASE_US = 60_000_000;
const locks = Object.keys(lockDesigns) as LockDesign[];

/** `cluster-sim advise`: can the window before a reclaim be empty in this cluster? Ends with 0 whatever the answer is. */
export async function advise(io: Io, flags: AdviseFlags): Promise<ExitCode> {
  const runs = integer(flags.runs, "--runs", 0, RUNS_MAX);
  const seed = flags.seed === undefined ? io.freshSeed() : checkedSeed(flags.seed);
  const given = settings(flags.set);
  const givenUs = releaseOf(flags.fsRelease);
  const givenLeaseUs = flags.lease === undefined ? undefined : durationUs(flags.lease, "--lease");
  const reclaimUs = flags.reclaim === undefined ? Number.POSITIVE_INFINITY : durationUs(flags.reclaim, "--reclaim");
  if (flags.config === "") throw new UsageError("--config: expected the name of a folder, got an empty one");
  const lock = flags.lock === undefined ? undefined : knownName(flags.lock, "--lock", locks);
  const configured = await readConfigured(flags.config, lock, io.cwd);
  const { configuration, base } = configured;
  const chosen = designsOf(flags.grace, configuration);
  const set = { ...base.set, ...given };
  const constants = constantsWith(set);
  refuseUnmoved(configured, constants.failoverDisabled === 1);
  if (runs > 0) checkOut(flags.out, io.cwd);
  const leaseUs = givenLeaseUs ?? (isKernel(calloutOf(configuration).name) ? NFSD_LEASE_US : GANESHA_LEASE_US);
  const records = recordsOf(configuration);
  const knownUs = givenUs ?? releaseUsOf(configuration);
  const releaseUs = knownUs ?? RELEASE_US;
  const inputs: WindowInputs = { constants, lock: base.lock, releaseUs, leaseUs, reclaimUs, records };
  const terms = windowTerms(inputs);
  const isJson = flags.json === true;
  if (!isJson) io.out(`${headerText(seed, version())}\n`);
  tellConfigured(io, configured, isJson);
  const setting = { inputs, terms, set, isReleaseGiven: knownUs !== undefined };
  const { designs, end } = await advised(io, chosen, setting, { seed, runs, out: flags.out });
  const advice = {
    seed,
    folder: flags.config,
    because: chosen.because,
    reproduce: reproduce(flags, seed),
    terms,
    designs,
  };
  io.out(isJson ? `${JSON.stringify(adviceJson(advice))}\n` : adviceText(advice, io.look));
  return end === "interrupted" ? EXIT.interrupted : EXIT.holds;
}

/** A time, or the least and the most of it. */
function releaseOf(given: string | undefined): readonly [number, number] | undefined {
  if (given === undefined) return undefined;
  const [least = "", most = least, ...more] = given.split(",");
  if (more.length > 0)
    throw new UsageError(`--fs-release: expected a time such as 40s, or two such as 5s,45s, got "${given}"`);
  const leastUs = durationUs(least, "--fs-release");
  const mostUs = durationUs(most, "--fs-release");
  if (mostUs < leastUs) throw new UsageError(`--fs-release: expected the shorter time first, got "${given}"`);
  return [leastUs, mostUs];
}

/** Where no address moves there is no window to speak of. */
function refuseUnmoved({ folder, base }: Configured, failoverDisabled: boolean): void {
  const live = base.nodes - (base.deleted?.length ?? 0);
  if (base.addresses.length === 0)
    throw new UsageError(
      `--config: ${folder} has no public addresses, so nothing moves; write them into its file public_addresses`,
    );
  if (!base.addresses.some(({ nodes }) => (nodes?.length ?? live) > 1))
    throw new UsageError(
      live === 1
        ? `--config: ${folder} has one node, so nothing moves: clients wait until it is back, and reclaim from it`
        : `--config: ${folder} has no public address that more than one node may have, so nothing moves`,
    );
  if (failoverDisabled)
    throw new UsageError(
      `--config: ${folder}/ctdb.conf: failover is disabled, so nothing moves; enable it to be advised`,
    );
}

function reproduce(flags: AdviseFlags, seed: string): string {
  const option = (name: string, value: string | undefined): string[] =>
    value === undefined ? [] : [name, quoted(value)];
  return [
    "npx cluster-sim advise",
    ...option("--config", flags.config),
    ...option("--grace", flags.grace),
    ...option("--lock", flags.lock),
    ...option("--fs-release", flags.fsRelease),
    ...option("--lease", flags.lease),
    ...option("--reclaim", flags.reclaim),
    ...flags.set.flatMap((setting) => option("--set", setting)),
    ...option("--runs", flags.runs),
    ...option("--out", flags.out === "out" ? undefined : flags.out),
    ...option("--seed", seed),
  ].join(" ");
}
