import type { Fault, Scenario, TimingKnobs } from "../../model/index.ts";

const ms = 1_000;
const s = 1_000_000;

/** Every latency is fixed, except what an exploration varies. */
const timing: TimingKnobs = {
  networkUs: [200, 200],
  localUs: [50, 50],
  execUs: [2 * ms, 2 * ms],
  storageUs: [1 * ms, 1 * ms],
  scriptUs: [20 * ms, 20 * ms],
  bootUs: [0, 0],
};

/** A cluster small enough for every combination of a few decisions: two nodes, a minute, a heal without restarts of the rest. */
export function smallScenario(changes: Partial<Scenario>, varied: Partial<TimingKnobs> = {}): Scenario {
  return {
    version: 1,
    seed: "small",
    nodes: 2,
    lock: "fcntl",
    durationUs: 60 * s,
    timing: { ...timing, ...varied },
    storage: { lockRecoveryUs: 0, expelPausedUs: 0 },
    clockOffsetUs: [0, 100 * ms, 200 * ms],
    set: {},
    faults: [],
    dropped: [],
    ...changes,
  };
}

type HostFault = Extract<Fault, { host: number }>;
type Blow = HostFault extends infer F ? (F extends HostFault ? Omit<F, "atUs" | "on" | "host"> : never) : never;

/** Strikes whoever leads, so long after the first of its announcements from `atUs` on; both are shifted by an exploration. */
export function strikeLeader(atUs: number, blow: Blow, delayUs = 0): Fault {
  return { ...blow, atUs, host: -1, on: { event: "leadership-claimed", delayUs } } as Fault;
}
