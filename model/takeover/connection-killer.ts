import type { Constants } from "../constants/index.ts";

/**
 * What the killer's capture of packets is worth: it sees all replies, drops them, or takes for a reply what the killer itself
 * has sent in the other direction.
 */
export type Capture = "sees-replies" | "drops-replies" | "takes-own-packets";

/** In how many directions a connection is killed: at the server's end alone, or at both. */
export type KillWays = 1 | 2;

/** What a run of the connection killer comes to. */
export interface Kill {
  readonly takesUs: number;
  /** Of each connection: is it killed? */
  readonly killed: readonly boolean[];
}

/**
 * A run of the connection killer (facts/ip-nfs.md §2.3): in each round it asks up to a batch of ends for a reply, and resets
 * those that have replied when the next one begins; it stops when none is left, or after all its rounds.
 */
export function killConnections(ways: readonly KillWays[], capture: Capture, k: Constants): Kill {
  let ends = 0;
  const killed = ways.map((count) => {
    ends += count;
    // A reset with the numbers of its own packet is ignored.
    const isSeen = capture === "sees-replies" || (capture === "takes-own-packets" && count === 1);
    return isSeen && ends <= k.killRounds * k.killBatch;
  });
  const rounds = capture === "drops-replies" && ends > 0 ? k.killRounds : Math.ceil(ends / k.killBatch);
  return { takesUs: Math.min(rounds, k.killRounds) * k.killRoundUs, killed };
}
