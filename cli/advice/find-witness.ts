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
import type { AdviceWitness } from "../../reports/index.ts";
import { type GraceCase, graceScenario, simulate } from "../../sim/index.ts";

/** What the cluster is whose window is looked for. */
export interface WitnessSetting {
  readonly inputs: WindowInputs;
  readonly terms: WindowTerms;
  readonly set: GraceCase["set"];
  /** Is the time of the file system known? Else each run draws it. */
  readonly isReleaseGiven: boolean;
}

const s = 1_000_000;

/** One run of a small cluster with these times; null if it does not show what the cell is about. */
export function witnessRun(
  seed: string,
  grace: GraceName,
  cell: WitnessCell,
  setting: WitnessSetting,
): AdviceWitness | null {
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
  return { seed, shows: cell.shows, windowUs, loud: loud > 0, silent: silent > 0 };
}

/** The scenario of the cell, as `compare --grace` draws it, with what is known of the cluster put in. */
function witnessScenario(
  seed: string,
  grace: GraceName,
  { failure, client, smb, late, shows }: WitnessCell,
  { inputs, terms, set, isReleaseGiven }: WitnessSetting,
): Scenario {
  // Where the addresses of the cell are at first is part of the cell.
  const { ipAllocAlgorithm: _, noIpFailback: __, ...times } = set;
  const drawn = graceScenario(seed, { grace, failure, client, smb, set: times });
  const { nfs } = drawn;
  const fault = drawn.faults[0];
  if (nfs === undefined || fault === undefined || !("atUs" in fault)) return drawn;
  const [least, most] = inputs.releaseUs;
  const dropUs: readonly [number, number] = isReleaseGiven ? [least, most] : nfs.dropUs;
  const lateUs = fault.atUs - s;
  const users = nfs.users.map((user, index) => {
    if (index !== 0) return user;
    const reclaimUs = client === "slow" ? slowest(user.reclaimUs, grace, inputs, terms) : user.reclaimUs;
    return { ...user, reclaimUs, ...(late ? { atUs: lateUs } : {}) };
  });
  const delays = ["detection", "leader", "loop", "recovery", "barrier"] as const;
  const laterUs = delays.reduce((us, name) => us + terms[name].mostUs, 0) + dropUs[1];
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
    durationUs: drawn.durationUs + Math.max(0, laterUs - 60 * s),
  };
}

/** A slow client: as slow as it may be, or about as slow as the design's grace is long where nothing bounds it. */
function slowest(
  drawnUs: readonly [number, number],
  grace: GraceName,
  { reclaimUs }: WindowInputs,
  { lease, notice }: WindowTerms,
): readonly [number, number] {
  if (reclaimUs === Number.POSITIVE_INFINITY) return drawnUs;
  const { how, fileSystem } = graceDesigns[grace];
  const mostUs =
    reclaimUs +
    (how === "restart" || fileSystem === "by-manager" || fileSystem === "one-at-a-time" ? notice : lease).mostUs;
  return [mostUs, mostUs];
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
