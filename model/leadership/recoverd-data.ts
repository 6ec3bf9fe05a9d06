import type { DatabaseSpec } from "../database/index.ts";
import type { Copies, Reply } from "../effect/index.ts";
import type { ProcessData } from "../process/index.ts";
import { newTakeoverWork, type TakeoverWork } from "../public-address/index.ts";
import {
  type Pnn,
  type RecoveryDesign,
  type RecoveryMode,
  type RunState,
  type TakeoverDesign,
  UNKNOWN,
} from "../words/index.ts";
import type { RecoverdEvent } from "./recoverd-event.ts";

/** A child that answers by one byte on its pipe: a lock helper or a recovery helper. */
export interface ChildStatus {
  /** Its first byte; "3" if the pipe closed first, "2" if time ran out; null while open. */
  status: string | null;
  /** Did it report the lock as taken? */
  locked: boolean;
  /** Number of the grant that it reported; absent or 0: it says none. */
  revision?: number;
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
  /** Who has the LMASTER capability. */
  lmasterRoleOf: boolean[];
  /** Who has CTDB_CAP_PARALLEL_RECOVERY, by pnn. */
  recoversInParallel: boolean[];
  recoveryMode: RecoveryMode;
  generation: number;
  map: readonly Pnn[];
  /** Flags that the nodes themselves say they have, where views differ. */
  disagreements: (readonly [Pnn, number])[];
  /** Flags of its own node that its daemon wants told. */
  flagsToPush: number;
  // The main loop.
  loopDue: boolean;
  loopStartedUs: number;
  frozenWhileInactive: boolean;
  // Recovery.
  needRecovery: boolean;
  /** Nodes that were active when all were last found of one generation (our design: as shipped nobody remembers). */
  members: readonly Pnn[];
  /** The last takeover run has failed, or none was made since it was needed. */
  takeoverNeeded: boolean;
  /** Somebody has asked for a takeover run. */
  takeoverRequested: boolean;
  takeoverInProgress: boolean;
  /** Who makes its takeover runs, the process that makes one beside it (0: none), and its own work if it does so itself. */
  readonly takeover: TakeoverDesign;
  takeoverHandle: number;
  readonly work: TakeoverWork;
  takeoverDisabledUntilUs: number;
  /** The force-rebalance list, in the order in which it was told: what a run has begun with is in its work. */
  forced: readonly Pnn[];
  /** Its node knows public addresses, by its configuration. */
  knowsAddresses: boolean;
  /** Its node's interfaces of public addresses, and whether each had a link, when it looked last; null: it never has. */
  seenLinks: Readonly<Record<string, boolean>> | null;
  recoveryInProgress: boolean;
  recoveryDisabledUntilUs: number;
  // Banning credits.
  credits: number[];
  creditedAtUs: number[];
  blamed: Pnn[];
  blameReason: string;
  /** How it recovers the databases, and what it keeps of them if it does so itself. */
  readonly recovery: RecoveryDesign;
  readonly serial: SerialRecoveryData;
  /** What only CTDB 4.3 keeps. */
  readonly old: OldRecoverdData;
}

/** What a recovery daemon keeps that recovers all databases itself, one after another (facts/recovery.md §2.5). */
export interface SerialRecoveryData {
  databases: readonly DatabaseSpec[];
  /** What the nodes answered of their databases. */
  answers: readonly (readonly [Pnn, Reply])[];
  /** Databases that are still to be attached, and where. */
  missing: readonly (readonly [DatabaseSpec, readonly Pnn[]])[];
  /** Generation of the transactions, then the one that clients get. */
  generation: number;
  /** The priority that is being frozen, the database at hand, and how many nodes it was pulled from. */
  priority: number;
  index: number;
  pulled: number;
  copies: Copies;
}

/** A vote that is still to be compared with one's own. */
export type Vote = Extract<RecoverdEvent, { type: "ELECTION" }>;

/** What a recovery daemon of 4.3 keeps beside the rest (facts/leadership.md §5). */
export interface OldRecoverdData {
  /** Its daemon's run state. */
  runState: RunState;
  /** How many nodes its daemon sees as connected, itself among them. */
  connected: number;
  readonly votes: Record<number, Vote>;
  /** Number of the next vote to come, and of the last one that is being compared. */
  nextVote: number;
  comparing: number;
}

/** A recovery daemon that has just been started. */
export function newRecoverdData(
  base: ProcessData,
  recovery: RecoveryDesign = "parallel",
  takeover: TakeoverDesign = "helper",
): RecoverdData {
  const zeros = (): number[] => new Array<number>(base.nodes).fill(0);
  return {
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
    lmasterRoleOf: new Array<boolean>(base.nodes).fill(true),
    recoversInParallel: new Array<boolean>(base.nodes).fill(false),
    recoveryMode: "active",
    generation: 0,
    map: [],
    disagreements: [],
    flagsToPush: 0,
    loopDue: false,
    loopStartedUs: 0,
    frozenWhileInactive: false,
    needRecovery: false,
    members: [],
    takeoverNeeded: false,
    takeoverRequested: false,
    takeoverInProgress: false,
    takeover,
    takeoverHandle: 0,
    work: newTakeoverWork(base.nodes),
    takeoverDisabledUntilUs: 0,
    forced: [],
    knowsAddresses: false,
    seenLinks: null,
    recoveryInProgress: false,
    recoveryDisabledUntilUs: 0,
    credits: zeros(),
    creditedAtUs: zeros(),
    blamed: [],
    blameReason: "",
    recovery,
    serial: { databases: [], answers: [], missing: [], generation: 0, priority: 0, index: 0, pulled: 0, copies: {} },
    old: { runState: "init", connected: 1, votes: {}, nextVote: 1, comparing: 0 },
    ...base,
  };
}

/** What this daemon believes about its lock: held only if its helper has said so. */
export function lockState(d: RecoverdData): "none" | "taking" | "held" {
  if (d.lockHandle === 0) return "none";
  return d.children[d.lockHandle]?.locked === true ? "held" : "taking";
}

/** Number of the grant by which this daemon holds the lock; 0: it does not, or its helper says none. */
export function grantOf(d: RecoverdData): number {
  return lockState(d) === "held" ? (d.children[d.lockHandle]?.revision ?? 0) : 0;
}
