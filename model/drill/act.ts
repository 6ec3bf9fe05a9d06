/**
 * What can be done to one lock helper, to its parent, its lock and those who compete with it, and how that is told. The
 * helper that is watched is "the helper".
 */
export const drillActs = {
  forbid: "the lock's object cannot be opened from now on",
  occupy: "another helper takes the lock",
  start: "the helper is started",
  "start-orphaned": "the helper is started by a parent that is already dead",
  terminate: "SIGTERM to the helper",
  kill: "SIGKILL to the helper",
  stop: "SIGSTOP to the helper",
  continue: "SIGCONT to the helper",
  "kill-parent": "its parent is killed and reaped",
  "neglect-parent": "its parent is killed and stays a zombie",
  "stop-parent": "SIGSTOP to its parent",
  "terminate-children": "SIGTERM to every process that the helper has started",
  remove: "the lock's object is removed",
  replace: "another object is put in the place of the lock's",
  revoke: "the holder's lease is ended before its time",
  cut: "the service refuses the helper",
  stall: "nothing gets through between the helper and the service",
  restore: "the helper reaches the service as before",
  "end-occupant": "SIGTERM to the helper that holds the lock",
  "kill-occupant": "SIGKILL to the helper that holds the lock",
  challenge: "another helper asks for the lock",
} as const satisfies Readonly<Record<string, string>>;

/** The name of something that can be done. */
export type DrillAct = keyof typeof drillActs;
