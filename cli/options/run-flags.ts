import {
  type FaultKind,
  faultKinds,
  groupRoles,
  type LockDesign,
  lockDesigns,
  reloadDesigns,
  servedDesigns,
  takeoverDesigns,
  tickleDesigns,
} from "../../model/index.ts";
import type { Io } from "../io.ts";
import type { RunRequest } from "../session/request.ts";
import { UsageError } from "../usage-error.ts";
import { ctdbOf, nodesOf } from "./ctdb.ts";
import { durationUs } from "./duration.ts";
import { graceOf } from "./graces.ts";
import { integer } from "./integer.ts";
import { knownName, knownNames } from "./names.ts";
import { recoveryOf } from "./recovery.ts";
import { checkedSeed } from "./seed.ts";
import { settings } from "./set.ts";
import { strategyOf } from "./strategy.ts";

/** The options that decide what a run does, as typed. */
export interface RunFlags {
  readonly seed?: string;
  readonly runs?: string;
  readonly scenario?: string;
  readonly config?: string;
  readonly nodes?: string;
  readonly lock?: string;
  readonly ctdb?: string;
  readonly splitLock?: boolean;
  readonly fencing?: boolean;
  readonly recovery?: string;
  readonly takeover?: string;
  readonly tickles?: string;
  readonly served?: string;
  readonly reload?: string;
  readonly databases?: string;
  readonly grace?: string;
  readonly maxWindow?: string;
  readonly addresses?: string;
  readonly groups?: string;
  readonly faults?: string;
  readonly set: readonly string[];
  readonly duration?: string;
  readonly dropAssumption: readonly string[];
  readonly asShipped?: boolean;
  readonly defect: readonly string[];
  readonly strategy?: string;
  readonly checkDeterminism?: boolean;
  /** False after --no-shrink. */
  readonly shrink?: boolean;
  readonly json?: boolean;
  readonly out: string;
}

/** Fewest and most nodes that are simulated. */
const NODES: readonly [min: number, max: number] = [1, 128];
/** Fewest and most databases that are drawn: beyond, a run takes long and shows nothing else. */
const DATABASES: readonly [min: number, max: number] = [0, 20];
/** Fewest and most public addresses. */
const ADDRESSES: readonly [min: number, max: number] = [0, 5_000];
const locks = Object.keys(lockDesigns) as LockDesign[];

/** Checks all options before anything is read or run. @throws UsageError naming the first that is wrong */
export function requestOf(flags: RunFlags, io: Io): RunRequest {
  const { lock, faults, duration, strategy } = flags;
  const input = inputOf(flags);
  const ctdb = flags.ctdb === undefined ? undefined : ctdbOf(flags.ctdb);
  const recovery = flags.recovery === undefined ? undefined : recoveryOf(flags.recovery);
  const given = flags.nodes === undefined ? undefined : integer(flags.nodes, "--nodes", ...NODES);
  const nodes = nodesOf(nodesOf(given, ctdb), recovery, ["--recovery", "design"]);
  return {
    seed: flags.seed === undefined ? io.freshSeed() : checkedSeed(flags.seed),
    set: settings(flags.set),
    drop: flags.dropAssumption,
    asShipped: flags.asShipped ?? false,
    defects: flags.defect,
    ...input,
    ...(nodes === undefined || input.configFolder !== undefined ? {} : { nodes }),
    ...(lock === undefined ? {} : { lock: knownName(lock, "--lock", locks) }),
    ...(ctdb === undefined ? {} : { ctdb }),
    designs: {
      ...(flags.splitLock === true ? { splitLock: true } : {}),
      ...(flags.fencing === true ? { fencing: true } : {}),
    },
    ...(recovery === undefined ? {} : { recovery }),
    ...designOf("--takeover", flags.takeover, takeoverDesigns, (takeover) => ({ takeover })),
    ...designOf("--tickles", flags.tickles, tickleDesigns, (tickles) => ({ tickles })),
    ...designOf("--served", flags.served, servedDesigns, (served) => ({ served })),
    ...designOf("--reload", flags.reload, reloadDesigns, (reload) => ({ reload })),
    ...databasesOf(flags),
    ...windowOf(flags),
    ...addressesOf(flags),
    ...(strategy === undefined ? {} : { strategy: strategyOf(strategy) }),
    ...(faults === undefined ? {} : { faults: knownNames(faults, "--faults", Object.keys(faultKinds) as FaultKind[]) }),
    ...(duration === undefined ? {} : { durationUs: durationUs(duration, "--duration") }),
  };
}

/** The design that an option names, if it is given. @throws UsageError if there is none of that name */
function designOf<Name extends string, Named>(
  option: string,
  given: string | undefined,
  designs: Readonly<Record<Name, unknown>>,
  named: (name: Name) => Named,
): Partial<Named> {
  return given === undefined ? {} : named(knownName(given, option, Object.keys(designs) as Name[]));
}

/** How many databases there are. */
function databasesOf({ databases }: RunFlags): Pick<RunRequest, "databases"> {
  return databases === undefined ? {} : { databases: integer(databases, "--databases", ...DATABASES) };
}

/** How locks of files are kept safe, and the widest window in which one may be stolen. */
function windowOf({ grace, maxWindow, scenario }: RunFlags): Pick<RunRequest, "grace" | "maxWindowUs"> {
  if (maxWindow !== undefined && grace === undefined && scenario === undefined)
    throw new UsageError("--max-window: only locks of files have a window; give --grace");
  return {
    ...(grace === undefined ? {} : { grace: graceOf(grace) }),
    ...(maxWindow === undefined ? {} : { maxWindowUs: durationUs(maxWindow, "--max-window") }),
  };
}

/** How many public addresses there are, and which groups. */
function addressesOf({ addresses, groups }: RunFlags): Pick<RunRequest, "addresses" | "groups"> {
  return {
    ...(addresses === undefined ? {} : { addresses: integer(addresses, "--addresses", ...ADDRESSES) }),
    ...(groups === undefined ? {} : { groups: knownName(groups, "--groups", [...groupRoles, "none"] as const) }),
  };
}

/** The scenario or the configuration that says what is run. */
function inputOf(flags: RunFlags): Pick<RunRequest, "scenarioFile" | "configFolder"> {
  const { scenario, config } = flags;
  if (scenario !== undefined) refuseBesideScenario(flags);
  if (config !== undefined) refuseBesideConfig(flags, config);
  return {
    ...(scenario === undefined ? {} : { scenarioFile: scenario }),
    ...(config === undefined ? {} : { configFolder: config }),
  };
}

/** A scenario file says these things itself; two answers to one question are a mistake. */
function refuseBesideScenario(flags: RunFlags): void {
  for (const name of ["config", "nodes", "lock", "databases", "addresses", "groups", "faults", "strategy"] as const) {
    if (flags[name] === undefined) continue;
    throw new UsageError(`--${name}: the scenario says that itself; change the file, or leave out --scenario`);
  }
}

/** The folder says how many nodes there are; whether it says the lock is known once it is read. */
function refuseBesideConfig({ nodes, addresses }: RunFlags, folder: string): void {
  if (folder === "") throw new UsageError("--config: expected the name of a folder, got an empty one");
  if (addresses !== undefined)
    throw new UsageError(
      "--addresses: the folder of --config says that itself; change its file public_addresses, or leave out --config",
    );
  if (nodes === undefined) return;
  throw new UsageError(
    "--nodes: the folder of --config says that itself; change its file nodes, or leave out --config",
  );
}
