import type { ProcessData } from "../process/index.ts";
import { type Pnn, type RecoveryMode, UNKNOWN } from "../words/index.ts";

/** A child that answers by one byte on its pipe: a lock helper or a recovery helper. */
export interface ChildStatus {
  /** Its first byte; "3" if the pipe closed first, "2" if time ran out; null while open. */
  status: string | null;
  /** Did it report the lock as taken? */
  locked: boolean;
}

/** The state of one recovery daemon (facts/leadership.md §4.1). */
export interface RecoverdData extends ProcessData {
  /** In whom this daemon believes; UNKNOWN at first. */
  leader: Pnn;
  electionInProgress: boolean;
  electionReason: string;
  /** The attempt or lock this daemon goes by; 0: none. */
  lockHandle: number;
  nextHandle: number;
  children: Record<number, ChildStatus>;
  /** Since when it is stable: an earlier time is a better vote. */
  priorityTimeUs: number;
  // What it last saw of the cluster; refreshed only where the procedures say so.
  ownFlags: number;
  flagsOf: number[];
  leaderRole: boolean;
  leaderRoleOf: boolean[];
  recoveryMode: RecoveryMode;
  generation: number;
  map: readonly Pnn[];
  /** Flags that the nodes themselves say they have, where views differ. */
  disagreements: (readonly [Pnn, number])[];
  // The main loop.
  loopDue: boolean;
  loopStartedUs: number;
  frozenWhileInactive: boolean;
  // Recovery.
  needRecovery: boolean;
  /** A takeover run has failed. */
  takeoverNeeded: boolean;
  recoveryInProgress: boolean;
  recoveryDisabledUntilUs: number;
  // Banning credits.
  credits: number[];
  creditedAtUs: number[];
  blamed: Pnn[];
  blameReason: string;
}

/** A recovery daemon that has just been started. */
export function newRecoverdData(base: ProcessData): RecoverdData {
  const zeros = (): number[] => new Array<number>(base.nodes).fill(0);
  return {
    ...base,
    leader: UNKNOWN,
    electionInProgress: false,
    electionReason: "",
    lockHandle: 0,
    nextHandle: 1,
    children: {},
    priorityTimeUs: base.nowUs,
    ownFlags: 0,
    flagsOf: zeros(),
    leaderRole: true,
    leaderRoleOf: new Array<boolean>(base.nodes).fill(true),
    recoveryMode: "active",
    generation: 0,
    map: [],
    disagreements: [],
    loopDue: false,
    loopStartedUs: 0,
    frozenWhileInactive: false,
    needRecovery: false,
    takeoverNeeded: false,
    recoveryInProgress: false,
    recoveryDisabledUntilUs: 0,
    credits: zeros(),
    creditedAtUs: zeros(),
    blamed: [],
    blameReason: "",
  };
}

/** What this daemon believes about its lock: held only if its helper has said so. */
export function lockState(d: RecoverdData): "none" | "taking" | "held" {
  if (d.lockHandle === 0) return "none";
  return d.children[d.lockHandle]?.locked === true ? "held" : "taking";
}
