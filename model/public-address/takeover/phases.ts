import type { Pnn } from "../../words/index.ts";
import type { IpAddress } from "../address/index.ts";

/** The controls of a takeover run. */
export const takeoverControls = [
  "GET_ALL_TUNABLES",
  "GET_NODEMAP",
  "GET_PUBLIC_IPS",
  "START_IPREALLOCATE",
  "RELEASE_IP",
  "TAKEOVER_IP",
  "IPREALLOCATED",
] as const;

/** One of {@link takeoverControls}. */
export type TakeoverControl = (typeof takeoverControls)[number];

/** The phases of a takeover run, in order. */
export type TakeoverPhaseName =
  | "tunables"
  | "node-map"
  | "known"
  | "available"
  | "start"
  | "release"
  | "take"
  | "finish";

/** What is fixed about a phase (facts/ip-nfs.md §1.3). */
export interface TakeoverPhase {
  readonly name: TakeoverPhaseName;
  readonly control: TakeoverControl;
  /** The helper's own node; connected nodes; active ones that know addresses; who must not have an address; who shall. */
  readonly to: "own" | "connected" | "active-with-addresses" | "not-owners" | "owners";
  /** TakeoverTimeout for this phase, or what is left of three times that for all of these phases together. */
  readonly deadline: "phase" | "shared";
  /** Does a failure count against the node that failed? */
  readonly isBlamed: boolean;
}

/** All phases. With failover disabled, or if nothing can be hosted, a run jumps to the last. */
export const takeoverPhases: readonly TakeoverPhase[] = [
  { name: "tunables", control: "GET_ALL_TUNABLES", to: "own", deadline: "phase", isBlamed: false },
  { name: "node-map", control: "GET_NODEMAP", to: "own", deadline: "phase", isBlamed: false },
  { name: "known", control: "GET_PUBLIC_IPS", to: "connected", deadline: "phase", isBlamed: true },
  { name: "available", control: "GET_PUBLIC_IPS", to: "active-with-addresses", deadline: "phase", isBlamed: true },
  { name: "start", control: "START_IPREALLOCATE", to: "connected", deadline: "shared", isBlamed: true },
  { name: "release", control: "RELEASE_IP", to: "not-owners", deadline: "shared", isBlamed: true },
  { name: "take", control: "TAKEOVER_IP", to: "owners", deadline: "shared", isBlamed: true },
  { name: "finish", control: "IPREALLOCATED", to: "connected", deadline: "shared", isBlamed: true },
];

/** Controls sent together, whose answers are counted together: one to each node. */
export interface SentControls {
  readonly control: TakeoverControl;
  /** In the order sent. */
  readonly to: readonly Pnn[];
  /** RELEASE_IP and TAKEOVER_IP: of which address, and which node shall have it. */
  readonly address?: IpAddress;
  readonly owner?: Pnn;
}
