/** Events whose scripts an event daemon runs (facts/ip-nfs.md §2.4). */
export const eventNames = [
  "init",
  "setup",
  "startrecovery",
  "recovered",
  "startup",
  "shutdown",
  "takeip",
  "releaseip",
  "updateip",
  "startipreallocate",
  "ipreallocated",
  "monitor",
] as const;

/** One such event. */
export type EventName = (typeof eventNames)[number];

/** What becomes of an event. */
export type EventOutcome = "done" | "failed" | "timed-out" | "cancelled";
