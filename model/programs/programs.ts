import type { ProgramName } from "../words/index.ts";

/** Which charts a program is made of. */
export interface Program {
  readonly sentence: string;
  /** Charts that handle its events, in this order; each sees every event. */
  readonly rules: readonly string[];
  /** The procedure it begins with; what it calls lies on top of it. */
  readonly main: string;
}

const helper = { rules: ["fcntl-helper-process"], main: "fcntl-helper" };

/** The programs of a host, by name. */
export const programs: Readonly<Record<ProgramName, Program>> = {
  ctdbd: {
    sentence: "the main daemon",
    rules: ["controls", "activity", "connections", "children", "drop-addresses"],
    main: "start-up",
  },
  recoverd: { sentence: "the recovery daemon", rules: ["recovery-daemon"], main: "main-loop" },
  "recovery-helper": {
    sentence: "runs one recovery for a leader",
    rules: ["recovery-helper-process"],
    main: "recovery-helper",
  },
  "lock-helper": { sentence: "takes and holds the cluster lock for a leader", ...helper },
  "lock-probe": { sentence: "a lock helper that must find the lock taken", ...helper },
  "lock-check-child": {
    sentence: "checks the lock file for an fcntl helper",
    rules: ["lock-check-process"],
    main: "lock-check",
  },
};
