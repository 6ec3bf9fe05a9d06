import type { Pnn } from "../../words/index.ts";
import type { IpAddress } from "../address/index.ts";

/** What a node believes of an address that it knows: the node that serves it, UNKNOWN for none. */
export interface KnownAddress {
  readonly address: IpAddress;
  readonly pnn: Pnn;
}

/** A line of `home_nodes`: where the deterministic algorithm puts an address first. */
export interface HomeNode {
  readonly address: IpAddress;
  readonly pnn: number;
}

/** How addresses are spread (tunable IPAllocAlgorithm 0, 1 and 2). */
export const allocationAlgorithms = ["deterministic", "nondeterministic", "lcp2"] as const;

/** One of {@link allocationAlgorithms}. */
export type AllocationAlgorithm = (typeof allocationAlgorithms)[number];

/** Sums of LCP2 as CTDB's 32-bit numbers, which wrap, or as they are (facts/ip-nfs.md §0.7). */
export const allocationArithmetics = ["uint32", "exact"] as const;

/** One of {@link allocationArithmetics}. */
export type AllocationArithmetic = (typeof allocationArithmetics)[number];

/** All that an allocation depends on: what the leader has fetched, the tunables, the files. */
export interface AllocationRequest {
  readonly algorithm: AllocationAlgorithm;
  readonly arithmetic: AllocationArithmetic;
  /** Nothing is given to a node that does not have it already. */
  readonly noIpTakeover: boolean;
  /** Nothing is moved to even things out. */
  readonly noIpFailback: boolean;
  /** Targets of LCP2 although they have addresses; numbers that no node has are passed over. */
  readonly forceRebalanceNodes: readonly number[];
  /** Of two for one address the first counts. */
  readonly homeNodes: readonly HomeNode[];
  /** What each node of the node map knows, deleted and disconnected ones too. */
  readonly known: readonly (readonly KnownAddress[])[];
  /** What each node says it could host: an address that no node knows is passed over. */
  readonly available: readonly (readonly IpAddress[])[];
}
