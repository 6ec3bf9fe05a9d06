/** How far a script may go before it is ended. */
export interface CalloutLimits {
  /** Time for one operation, in milliseconds: an event may take 30 s (EventScriptTimeout). */
  readonly operationMs: number;
  /** Bytes it may write to standard output and standard error together. */
  readonly outputBytes: number;
  /** Bytes that all files of a trial may have together. */
  readonly folderBytes: number;
  /** Processes it may have at one time. */
  readonly processes: number;
  /** How long each service takes to stop or start where order matters, in milliseconds: what was only begun is not done. */
  readonly serviceMs: number;
  /** How many tables of node states one clause about leaders tries. */
  readonly leaderCases: number;
}

/** The limits that hold unless others are given. */
export const defaultCalloutLimits: CalloutLimits = {
  operationMs: 30_000,
  outputBytes: 1_000_000,
  folderBytes: 32_000_000,
  processes: 150,
  serviceMs: 100,
  leaderCases: 60,
};
