import {
  type Fault,
  modelFor,
  type ObservationOf,
  type ObservationType,
  type Override,
  type Scenario,
  type TraceEvent,
} from "../model/index.ts";
import { type RunResult, simulate } from "./drivers/index.ts";

const ms = 1_000;
const s = 1_000_000;

/** A cluster of three nodes for tests: everything takes its own small, fixed time, and nothing goes wrong. */
export function quietCluster(changes: Partial<Scenario> = {}): Scenario {
  return {
    version: 1,
    seed: "quiet",
    nodes: 3,
    lock: "fcntl",
    durationUs: 120 * s,
    timing: {
      networkUs: [200, 200],
      localUs: [50, 50],
      execUs: [2 * ms, 2 * ms],
      storageUs: [1 * ms, 1 * ms],
      scriptUs: [20 * ms, 20 * ms],
      bootUs: [0, 900 * ms],
    },
    storage: { lockRecoveryUs: 0, expelPausedUs: 0 },
    clockOffsetUs: [0, 0, 0],
    set: {},
    faults: [],
    publicAddresses: [{ address: "10.0.0.1" }, { address: "10.0.0.2" }, { address: "10.0.0.3" }],
    dropped: [],
    ...changes,
  };
}

type OneHostFault = Extract<Fault, { host: number }>;
type Blow = OneHostFault extends infer F ? (F extends OneHostFault ? Omit<F, "atUs" | "on" | "host"> : never) : never;

/** Strikes whoever leads after a minute, this long after its announcement. */
export function strikeLeader(blow: Blow, afterAnnouncementUs = 500 * ms): Fault {
  return {
    ...blow,
    host: -1,
    atUs: 60 * s,
    on: { event: "leadership-claimed", delayUs: afterAnnouncementUs },
  } as Fault;
}

/** A run that was watched: its first fault is the moment from which seconds count. */
export interface Watched {
  readonly events: readonly TraceEvent[];
  readonly result: RunResult;
  /** The host that the first fault struck. */
  readonly struck: number;
  /** What was seen after the first fault, with the seconds since then. */
  after<T extends ObservationType>(type: T): readonly (ObservationOf<T> & Seen)[];
}

/** When, in seconds since the first fault, and where. */
export interface Seen {
  readonly seconds: number;
  readonly host: number;
}

/** Runs a scenario, with its repairs and these overrides, and keeps what was seen. */
export function watch(scenario: Scenario, overrides: readonly Override[] = []): Watched {
  const events: TraceEvent[] = [];
  const model = modelFor(scenario, overrides);
  const result = simulate(scenario, { model, observe: (event) => events.push(event) });
  const index = events.findIndex((event) => event.type === "fault-injected");
  const fault = events[index];
  const later = events.slice(index + 1);
  const fromUs = fault?.atUs ?? 0;
  return {
    events,
    result,
    struck: fault?.host ?? -1,
    after: (type) =>
      later
        .filter((event) => event.type === type)
        .map((event) => ({ ...event, seconds: (event.atUs - fromUs) / s })) as never,
  };
}
