import type {
  Constants,
  HealPlan,
  LockDesign,
  ObservationType,
  Pnn,
  Scenario,
  StorageKnobs,
  TraceEvent,
} from "../model/index.ts";
import type { Picture } from "./picture/index.ts";

/** What is known of a claim. `unknown`: the trace was cut, or its source cannot see enough. */
export type Verdict = "holds" | "violated" | "unknown" | "not-applicable";

/** What a run was set to; every bound is a function of it. */
export interface Setting {
  readonly nodes: number;
  readonly lock: LockDesign;
  /** CTDB's version on every node, or of each node; absent: head. */
  readonly ctdb?: Scenario["ctdb"];
  readonly constants: Constants;
  readonly storage: StorageKnobs;
  /** Names of the assumptions in force. */
  readonly inForce: readonly string[];
  readonly heal: HealPlan | undefined;
  /** Longest time a message between two processes of a host takes when nothing is slow; absent: not known. */
  readonly localDeliveryUs?: number;
  /** The cluster lock setting of each node; absent: the same everywhere. */
  readonly lockSettings?: readonly string[];
  /** The clustered databases; absent: none. */
  readonly databases?: Scenario["databases"];
  /** What is served by NFS, and who locks files; absent: nothing. */
  readonly nfs?: Scenario["nfs"];
  /** The public addresses; absent: none. */
  readonly publicAddresses?: Scenario["publicAddresses"];
  /** Who makes a leader's takeover runs; absent: a helper. */
  readonly takeover?: Scenario["takeover"];
  /** Where it stands which connections clients have; absent: in lists of each node. */
  readonly tickles?: Scenario["tickles"];
  /** Where it stands who serves which address; absent: every node keeps it for itself. */
  readonly served?: Scenario["served"];
  /** Who reloads public addresses; absent: a child, if anybody asks. May they change at run time? Absent: no. */
  readonly reload?: Scenario["reload"];
  readonly addressesChange?: boolean;
  /** May interfaces of public addresses lose their links? Absent: no. */
  readonly linksFail?: boolean;
  /** The groups that choose a leader of their own; absent: none. */
  readonly groups?: Scenario["groups"];
  /** How they are recovered; absent: in parallel. */
  readonly recovery?: Scenario["recovery"];
}

/** A claim that does not hold: when that was certain, and why, in three plain sentences. */
export interface Violation {
  readonly atUs: number;
  readonly why: readonly [what: string, evidence: string, bound: string];
  readonly hosts: readonly Pnn[];
}

/** What an ended trace means: a verdict that needs no reason, or a violation. */
export type End = "holds" | "unknown" | Violation;

/**
 * A claim as a fold over what an observer can see, so that a simulator, an explorer and
 * a parsed log are judged by the same words. The state is made fresh by `initial` and
 * changed in place; `picture` has already taken the event in.
 */
export interface Property<State = unknown> {
  readonly name: string;
  readonly sentence: string;
  readonly kind: "safety" | "liveness";
  /** The observations it is folded from, those behind what it reads of the picture included. */
  readonly needs: readonly ObservationType[];
  /** Those for which `step` is called; absent: all it needs. The others only change the picture. */
  readonly on?: readonly ObservationType[];
  /** Why the setting rules the claim out; null: it applies. */
  applies(setting: Setting): string | null;
  initial(setting: Setting, picture: Picture): State;
  step(state: State, event: TraceEvent): Violation | null;
  /** The next instant at which to call `tick` though nothing may happen then; infinite: none. */
  dueUs?(state: State, nowUs: number): number;
  /** Called at that instant, after everything that happened then. */
  tick?(state: State, atUs: number): Violation | null;
  /** Absent: what was not violated holds. */
  end?(state: State, endUs: number): End;
}
