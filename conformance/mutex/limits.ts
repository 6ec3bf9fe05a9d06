/** Times within which things must happen, in milliseconds. */
export interface Limits {
  /** From the start to a status, whatever it is: ctdbd gives up after 120 s. */
  readonly statusMs: number;
  /** From the start to the answer of a contender: ctdbd's probe waits 5 s. */
  readonly contentionMs: number;
  /** From SIGTERM to the end of the helper with the lock free. */
  readonly releaseMs: number;
  /** From the parent's death to the end of the helper with the lock free: two of CTDB's own polls of 5 s. */
  readonly parentGoneMs: number;
  /** From the loss of the object to the end: two checks of 5 s. */
  readonly lossMs: number;
  /** Interval at which a helper looks at its object: CTDB's default is 5 s. */
  readonly recheckMs: number;
  /** From SIGCONT after a pause longer than the lease to the end. */
  readonly resumeMs: number;
  /** How long a holder is watched that is to stay. */
  readonly stayMs: number;
  /** Added to each limit for the machine's own delays. */
  readonly slackMs: number;
}

/** The limits that hold unless others are given. */
export const defaultLimits: Limits = {
  statusMs: 120_000,
  contentionMs: 5_000,
  releaseMs: 5_000,
  parentGoneMs: 10_000,
  lossMs: 10_000,
  recheckMs: 5_000,
  resumeMs: 1_000,
  stayMs: 12_000,
  slackMs: 500,
};
