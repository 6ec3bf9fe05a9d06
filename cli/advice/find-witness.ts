import {
  constantsWith,
  type GraceName,
  graceDesigns,
  modelFor,
  type Scenario,
  type TraceEvent,
  type WindowInputs,
  type WindowTerms,
  type WitnessCell,
} from "../../model/index.ts";
import { LockLosses } from "../../properties/index.ts";
import { type GraceCase, graceScenario, simulate } from "../../sim/index.ts";
import { type Confirmed, confirmed } from "./confirmed.ts";

/** What the cluster is whose window is looked for. */
export interface WitnessSetting {
  readonly inputs: WindowInputs;
  readonly terms: WindowTerms;
  readonly set: GraceCase["set"];
  /** Is the time of the file system known? Else each run draws it. */
  readonly isReleaseGiven: boolean;
}

/** What a run showed, and how `run` judges it. */
export interface Shown extends Confirmed {
  readonly seed: string;
  readonly scenario: Scenario;
  readonly shows: WitnessCell["shows"];
  readonly windowUs: number;
  readonly loud: boolean;
  readonly silent: boolean;
}

const s = 1_000_000;
/** Whoever is not told within 120 s breaks a property; the failover before takes its time, too. */
const UNTOLD_US = 150 * s;

/** One run of a small cluster with these times; null if it does not show what the cell is about. */
export function witnessRun(seed: string, grace: GraceName, cell: WitnessCell, setting: WitnessSetting): Shown | null {
  const scenario = witnessScenario(seed, grace, cell, setting);
  const { nodes, lock, storage, heal, nfs } = scenario;
  const constants = constantsWith(scenario.set);
  const about = { nodes, lock, storage, heal, inForce: [], constants, ...(nfs === undefined ? {} : { nfs }) };
  const losses = new LockLosses(about);
  const notices = new FirstClientsNotices();
  const { endUs } = simulate(scenario, {
    model: modelFor(scenario),
    observe: (event) => {
      losses.observe(event);
      notices.observe(event);
    },
  });
  const { loud, silent, healthy, windowUs } = losses.finish(endUs);
  const untold = notices.isUntold;
  const shown = { taken: loud + silent > 0, healthy: healthy > 0, untold };
  if (!shown[cell.shows]) return null;
  const judged = confirmed(scenario, cell.shows);
  if (judged === null) return null;
  return { ...judged, seed, scenario, shows: cell.shows, windowUs, loud: loud > 0, silent: silent > 0 };
}

/** The scenario of the cell, as `compare --grace` draws it, with what is known of the cluster put in. */
function witnessScenario(
  seed: string,
  grace: GraceName,
  { failure, client, smb, clients, late, shows }: WitnessCell,
  { inputs, terms, set, isReleaseGiven }: WitnessSetting,
): Scenario {
  // Where the addresses of the cell are at first is part of the cell.
  const { ipAllocAlgorithm: _, noIpFailback: __, ...times } = set;
  const lease = clients === "v4" ? leaseOf(inputs.leaseUs) : {};
  const drawn = graceScenario(seed, { grace, failure, client, smb, clients, set: { ...lease, ...times } });
  const { nfs } = drawn;
  const fault = drawn.faults[0];
  if (nfs === undefined || fault === undefined || !("atUs" in fault)) return drawn;
  const [least, most] = inputs.releaseUs;
  const dropUs: readonly [number, number] = isReleaseGiven ? [least, most] : nfs.dropUs;
  const lateUs = fault.atUs - s;
  const users = nfs.users.map((user, index) => {
    if (index !== 0) return user;
    const reclaimUs = client === "slow" ? slowest(user.reclaimUs, grace, clients, inputs, terms) : user.reclaimUs;
    return { ...user, reclaimUs, ...(late ? { atUs: lateUs } : {}) };
  });
  // Nothing hangs in these runs: what it may take at the most is far beyond.
  const delays = ["detection", "leader", "loop", "barrier"] as const;
  const laterUs = delays.reduce((us, name) => us + terms[name].mostUs, inputs.constants.recoverTimeoutUs) + dropUs[1];
  return {
    ...drawn,
    lock: inputs.lock,
    nfs: {
      ...nfs,
      dropUs,
      // Elsewhere a client that is not told would hide what the cell is about.
      records: shows === "untold" && inputs.records !== "shared-directory" ? "database" : "shared-directory",
      users,
    },
    storage: { lockRecoveryUs: dropUs[1], expelPausedUs: dropUs[1] },
    durationUs: drawn.durationUs + Math.max(0, laterUs - 60 * s) + (shows === "untold" ? UNTOLD_US : 0),
  };
}

/** A client of NFSv4 renews its lease when two thirds of it are over. */
function leaseOf(leaseUs: number): GraceCase["set"] {
  return { nfsLeaseUs: leaseUs, nfsRenewUs: Math.round((leaseUs * 2) / 3) };
}

/**
 * A slow client: as slow as it may be, or about as slow as the design's grace is long where nothing bounds it. One of NFSv4
 * takes time to find out besides, by itself.
 */
function slowest(
  [leastUs, mostUs]: readonly [number, number],
  grace: GraceName,
  clients: WitnessCell["clients"],
  { reclaimUs, constants }: WindowInputs,
  { notice }: WindowTerms,
): readonly [number, number] {
  if (reclaimUs !== Number.POSITIVE_INFINITY) {
    const slowUs = reclaimUs + (clients === "nlm" ? notice.mostUs : 0);
    return [slowUs, slowUs];
  }
  const isRestarted = clients === "v4" && graceDesigns[grace].how === "restart";
  const longerUs = isRestarted ? Math.max(0, constants.v4GraceUs - constants.restartGraceUs) : 0;
  return [leastUs + longerUs, mostUs + longerUs];
}

/** What the client whose server fails is told. */
class FirstClientsNotices {
  private believes = false;
  private hasFailed = false;
  private last: number | null = null;

  observe(event: TraceEvent): void {
    if (event.type === "host-crashed") this.hasFailed = this.believes;
    if (!("client" in event) || event.client !== 0) return;
    if (event.type === "file-lock-believed") this.believes = true;
    else if (event.type === "notice-received" && this.hasFailed) this.last = event.state;
  }

  /** It held a lock when its server died, and was never told that another one is up. */
  get isUntold(): boolean {
    return this.hasFailed && (this.last === null || this.last % 2 === 0);
  }
}
