import {
  addressesChange,
  assumptionsInForce,
  canStrike,
  concerns,
  constantsWith,
  designWithoutLock,
  type FaultKind,
  firstAskAfterEndUs,
  givenConstants,
  linksFail,
  type Model,
  modelFor,
  type Override,
  type Scenario,
  versionWithout,
} from "../../model/index.ts";
import type { Setting } from "../../properties/index.ts";
import type { Ledger } from "../../reports/index.ts";
import { type DrawOptions, drawScenario, ruledOutBy, settlingUs } from "../../sim/index.ts";
import { droppedNames } from "../options/dropped.ts";
import { UsageError } from "../usage-error.ts";
import { refuseOldRuns } from "./grace-version.ts";
import { groupsOf } from "./groups-of.ts";
import type { RunRequest } from "./request.ts";
import { withGrace } from "./with-grace.ts";

/** Longest run, microseconds: one day, as in a scenario file. */
const DURATION_MAX_US = 86_400_000_000;
/** Shortest time in which something may go wrong. */
const HURT_LEAST_S = 10;
const s = 1_000_000;

/** Everything about a run that is known before it begins. */
export interface Plan {
  readonly scenario: Scenario;
  readonly model: Model;
  readonly setting: Setting;
  readonly ledger: Ledger;
}

/** What a request is carried out with besides its options. */
export interface Inputs {
  /** The scenario of the file, if one was given. */
  readonly scenario: Scenario | undefined;
  readonly defects: readonly Override[];
}

/** Gives the plan of each seed of a request. */
export function planner(request: RunRequest, inputs: Inputs): (seed: string) => Plan {
  return (seed) => {
    const scenario = inputs.scenario === undefined ? drawn(request, seed) : given(request, inputs.scenario, seed);
    checkLock(scenario);
    refuseOldRuns(scenario);
    return planOf(scenario, modelFor(scenario, inputs.defects));
  };
}

function checkLock(scenario: Scenario): void {
  const { lock, ctdb } = scenario;
  const design = designWithoutLock(scenario);
  if (design !== undefined) throw new UsageError(`--${design.replace("splitLock", "split-lock")}`);
  const without = versionWithout(lock, ctdb);
  if (without === undefined) return;
  throw new UsageError(`--lock ${lock}: CTDB ${without} takes its lock itself, on a file; give --lock fcntl or none`);
}

/** The plan of a scenario that stands as it is. */
export function planOf(scenario: Scenario, model: Model): Plan {
  const inForce = assumptionsInForce(scenario.lock, scenario.dropped, scenario.ctdb);
  const defects = [...new Set(model.overrides.slice(modelFor(scenario).overrides.length))];
  const { nodes, lock, ctdb, storage, heal, dropped, timing, lockSettings, databases, recovery } = scenario;
  const { publicAddresses, nfs, groups, takeover, tickles, served, reload } = scenario;
  return {
    scenario,
    model,
    setting: {
      nodes,
      lock,
      ...(ctdb === undefined ? {} : { ctdb }),
      storage,
      heal,
      localDeliveryUs: timing.localUs[1],
      ...(lockSettings === undefined ? {} : { lockSettings }),
      ...(databases === undefined ? {} : { databases }),
      ...(recovery === undefined ? {} : { recovery }),
      ...(nfs === undefined ? {} : { nfs }),
      ...(publicAddresses === undefined ? {} : { publicAddresses }),
      ...(groups === undefined ? {} : { groups }),
      ...(takeover === undefined ? {} : { takeover }),
      ...(tickles === undefined ? {} : { tickles }),
      ...(served === undefined ? {} : { served }),
      ...(reload === undefined ? {} : { reload }),
      ...(addressesChange(scenario) ? { addressesChange: true } : {}),
      ...(linksFail(scenario) ? { linksFail: true } : {}),
      // The bounds follow what the scenario sets; a defect that changes a constant does not move its own judge.
      constants: constantsWith(givenConstants(scenario)),
      inForce: inForce.map(({ name }) => name),
    },
    // What is assumed of databases says nothing about a cluster without any.
    ledger: {
      inForce: inForce.filter((one) => concerns(one, scenario)),
      dropped,
      ...(defects.length === 0 ? {} : { defects }),
    },
  };
}

/** Faults that were asked for and cannot happen would leave a quiet run that proves nothing. */
function checkFaults({ lock, dropped, ctdb, databases = [] }: Scenario, faults: readonly FaultKind[]): void {
  for (const kind of faults) {
    if (!canStrike(kind, lock, databases.length > 0))
      throw new UsageError(`--faults ${kind}: it strikes nothing in a cluster with lock ${lock}; give another --lock`);
    const name = ruledOutBy(kind, lock, dropped, ctdb);
    if (name !== undefined)
      throw new UsageError(`--faults ${kind}: the assumption ${name} rules it out; give --drop-assumption ${name}`);
  }
}

/** How many databases and addresses are drawn, and what else is drawn for nobody, where that is said. */
function counted({
  databases,
  addresses,
  takeover,
  tickles,
  served,
  reload,
}: RunRequest): Pick<DrawOptions, "databases" | "addresses" | "takeover" | "tickles" | "served" | "reload"> {
  return {
    ...(databases === undefined ? {} : { databases }),
    ...(addresses === undefined ? {} : { addresses }),
    ...(takeover === undefined ? {} : { takeover }),
    ...(tickles === undefined ? {} : { tickles }),
    ...(served === undefined ? {} : { served }),
    ...(reload === undefined ? {} : { reload }),
  };
}

function drawn(request: RunRequest, seed: string): Scenario {
  const { nodes, ctdb, designs, recovery, grace } = request;
  const { faults, durationUs, strategy, configured } = request;
  const lock = configured?.base.lock ?? request.lock ?? "fcntl";
  if (configured !== undefined) refuseOtherLength(request, configured.base.nodes, "folder");
  const options: DrawOptions = {
    ...configured?.base,
    // What a folder does not say of a capability is not drawn.
    ...(configured === undefined ? {} : { notLmaster: configured.base.notLmaster ?? [] }),
    lock,
    set: { ...configured?.base.set, ...request.set },
    dropped: droppedNames(request.drop, request.asShipped, lock, ctdb),
    ...(designs === undefined ? {} : { designs }),
    ...(strategy === undefined ? {} : { strategy }),
    ...(nodes === undefined ? {} : { nodes }),
    ...(ctdb === undefined ? {} : { ctdb }),
    ...(recovery === undefined ? {} : { recovery }),
    ...counted(request),
    ...groupsOf(request),
    ...(grace === undefined ? {} : { grace }),
    ...(faults === undefined ? {} : { faults }),
    ...(durationUs === undefined ? {} : { durationUs }),
  };
  checkDuration(options);
  const scenario = withGrace(request, drawScenario(seed, options));
  checkFaults(scenario, faults ?? []);
  if (configured === undefined || scenario.durationUs <= DURATION_MAX_US) return scenario;
  throw new UsageError(
    `--config: with these tunables a cluster settles so slowly that a run would take ${Math.ceil(scenario.durationUs / s)} s; give smaller ones with --set, or a --duration of at most 24h`,
  );
}

/** A run that is over before its cluster can have settled has no time for faults, and says nothing. */
function checkDuration(options: DrawOptions): void {
  const watchedS = Math.ceil(settlingUs(constantsWith(givenConstants(options)), options.lock) / s);
  const leastS = watchedS + HURT_LEAST_S;
  if (options.durationUs === undefined || options.durationUs >= leastS * s) return;
  throw new UsageError(
    `--duration: a cluster is watched for ${watchedS} s after its heal, and needs time for faults before; give at least ${leastS}s, or leave the option out`,
  );
}

/** What may be given for each node. */
interface Lists {
  readonly ctdb?: Scenario["ctdb"] | undefined;
  readonly recovery?: Scenario["recovery"] | undefined;
}

function refuseOtherLength({ ctdb, recovery }: Lists, nodes: number, of: "folder" | "scenario"): void {
  for (const [option, what, given] of [
    ["--ctdb", "version", ctdb] as const,
    ["--recovery", "design", recovery] as const,
  ]) {
    if (typeof given !== "object" || given.length === nodes) continue;
    throw new UsageError(
      `${option}: expected one ${what}, or one for each of the ${of}'s ${nodes} nodes, got ${given.length}`,
    );
  }
}

function given(request: RunRequest, scenario: Scenario, seed: string): Scenario {
  const durationUs = request.durationUs ?? scenario.durationUs;
  const ctdb = request.ctdb ?? scenario.ctdb;
  const recovery = request.recovery ?? scenario.recovery;
  refuseOtherLength({ ctdb, recovery }, scenario.nodes, "scenario");
  if (scenario.heal !== undefined && scenario.heal.atUs > durationUs) {
    throw new UsageError(
      `--duration: the scenario heals at ${scenario.heal.atUs} us; give at least that, or leave the option out`,
    );
  }
  const firstUs = firstAskAfterEndUs({ ...scenario, durationUs });
  if (firstUs !== undefined) {
    throw new UsageError(
      `--duration: the scenario's first lock is asked for at ${firstUs} us; give more than that, or leave the option out`,
    );
  }
  return {
    ...withGrace(request, scenario),
    ...request.designs,
    ...(ctdb === undefined ? {} : { ctdb }),
    ...(recovery === undefined ? {} : { recovery }),
    ...(request.takeover === undefined ? {} : { takeover: request.takeover }),
    ...(request.tickles === undefined ? {} : { tickles: request.tickles }),
    ...(request.served === undefined ? {} : { served: request.served }),
    ...(request.reload === undefined ? {} : { reload: request.reload }),
    seed,
    durationUs,
    set: { ...scenario.set, ...request.set },
    dropped: droppedNames([...scenario.dropped, ...request.drop], request.asShipped, scenario.lock, ctdb),
  };
}
