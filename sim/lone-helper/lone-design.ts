import { defaultAssumptionNames, defaultStorage, type LockDesign, type Scenario } from "../../model/index.ts";

/** The designs in which a helper is a process of its own. */
export type HelperDesign = Extract<
  LockDesign,
  "fcntl" | "etcd-ttl" | "etcd-put-2016" | "etcd-put-fixed" | "object-store"
>;

/** Which helper stands on the stage, and how quick its machine is. */
export interface LoneDesign {
  readonly lock: HelperDesign;
  /** With the repairs that the ledger makes to this design; absent: as it is shipped. */
  readonly repaired?: boolean;
  /** An unknown program that stands for this design: it may also do what the contract leaves open; absent: it is CTDB's own. */
  readonly anyProgram?: boolean;
  /** Constants that differ from their defaults. */
  readonly set?: Scenario["set"];
  /** How long things may take on the machine; absent: as on any machine that is not overloaded. */
  readonly timing?: Scenario["timing"];
}

/** Times that no machine in its right mind exceeds: what they allow is order, not speed. */
const anyMachine: Scenario["timing"] = {
  networkUs: [50, 30_000],
  localUs: [20, 200],
  execUs: [1_000, 900_000],
  storageUs: [10, 20_000],
  scriptUs: [1_000, 400_000],
  timerLateUs: [0, 50_000],
  bootUs: [0, 0],
};

/** Two machines: that of the helper, and that of those who compete with it. */
export function stageScenario({ lock, repaired, set, timing }: LoneDesign): Scenario {
  return {
    version: 1,
    seed: "drill",
    nodes: 2,
    lock,
    durationUs: Number.MAX_SAFE_INTEGER,
    timing: timing ?? anyMachine,
    storage: defaultStorage,
    clockOffsetUs: [0, 0],
    set: set ?? {},
    faults: [],
    // Whether a dead parent is reaped is part of the drill.
    dropped: repaired === true ? ["dead-parents-are-reaped"] : defaultAssumptionNames(lock),
  };
}
