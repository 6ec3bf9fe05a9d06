import type { Constants } from "../constants/index.ts";

/** What the killer's capture of packets is worth: it sees all replies, or drops them. */
export type Capture = "sees-replies" | "drops-replies";

/** What a run of the connection killer comes to. */
export interface Kill {
  readonly takesUs: number;
  /** How many of the connections it has killed, the first ones. */
  readonly killed: number;
}

/**
 * A run of the connection killer (facts/ip-nfs.md §2.3): in each round it asks up to a batch of connections for a reply, and
 * resets those that have replied when the next one begins; it stops when none is left, or after all its rounds.
 */
export function killConnections(count: number, capture: Capture, k: Constants): Kill {
  const rounds = capture === "drops-replies" ? k.killRounds : Math.min(k.killRounds, Math.ceil(count / k.killBatch));
  if (count === 0) return { takesUs: 0, killed: 0 };
  return {
    takesUs: rounds * k.killRoundUs,
    killed: capture === "drops-replies" ? 0 : Math.min(count, rounds * k.killBatch),
  };
}
