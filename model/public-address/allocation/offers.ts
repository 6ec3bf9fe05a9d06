import { FLAG, INACTIVE } from "../../words/index.ts";

/** The number of the run state RUNNING: UNKNOWN 0, INIT 1, SETUP 2, FIRST_RECOVERY 3, STARTUP 4, SHUTDOWN 6. */
export const RUN_STATE_RUNNING = 5;

/** Does a node offer to host what it knows? It answers for itself, by its own flags and run state (facts/ip-nfs.md §1.1). */
export function offersAddresses(flags: number, runState: number): boolean {
  return runState === RUN_STATE_RUNNING && (flags & (INACTIVE | FLAG.unhealthy | FLAG.disabled)) === 0;
}
