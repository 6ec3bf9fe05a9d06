import {
  INVALID_GENERATION,
  type Pnn,
  type ProgramName,
  type RecoveryMode,
  type RunState,
  UNKNOWN,
} from "../../model/index.ts";

/** One process, as long as it lives. */
export interface ProcessView {
  readonly program: ProgramName;
  readonly pid: number;
  readonly parent: number;
  readonly startedUs: number;
}

/** What a recovery daemon believes. */
export interface Belief {
  readonly leader: Pnn;
  readonly leaderSinceUs: number;
  readonly lock: "none" | "taking" | "held";
  readonly electionSinceUs: number;
}

/** What an observer knows of one host at this moment. */
export interface HostView {
  readonly pnn: Pnn;
  /** Living processes by pid. */
  readonly processes: Map<number, ProcessView>;
  /** The process that went last; null: none has yet. */
  gone: ProcessView | null;
  /** Pid of the running main and recovery daemon; 0: none. */
  ctdbd: number;
  recoverd: number;
  /** The main daemon's word on itself. */
  runState: RunState | "none";
  flags: number;
  /** Since when these flags have made it inactive, or not. */
  flagsSinceUs: number;
  mode: RecoveryMode;
  modeSinceUs: number;
  generation: number;
  leaderRole: boolean;
  /** The public addresses that its kernel has, and since when; infinite: the event that brings it is not over. */
  readonly addresses: Map<string, number>;
  /** When somebody has last given its kernel an address, or taken one away, behind the back of its daemon. */
  readonly byHandUs: Map<string, number>;
  /** Addresses that its daemons have known no more at some time, and have not learnt again. */
  readonly forgotten: Set<string>;
  /** Those of them that somebody has put into its kernel by hand: nobody looks after them, and they do not count as its addresses. */
  readonly strange: Set<string>;
  /** Does a takeip event run? */
  isTaking: boolean;
  /** The address that a releaseip event is to take away just now; empty: none. */
  releasing: string;
  /** Those that a releaseip event has not taken away, failing or for too long: nothing tries again before the next takeover run (facts/ip-nfs.md §1.5). */
  readonly kept: Set<string>;
  /** When its ban ends; 0: not banned. */
  banEndsUs: number;
  /** Was its ban renewed when it had been served, since a database of its was not frozen? */
  isBanRenewed: boolean;
  /** The recovery daemon's belief. */
  leader: Pnn;
  leaderSinceUs: number;
  lock: "none" | "taking" | "held";
  /** Since when it is in an election; -1: it is in none. */
  electionSinceUs: number;
  /** What the recovery daemon believed when one of a daemon before it, which had stood still, went on: that one's last word is none of its. */
  beforeOrphan: Belief | null;
  /** When it was last switched off; -1: never. */
  crashedUs: number;
  /** When a daemon here died while it believed to lead; -1: never. */
  diedLeadingUs: number;
}

/** Was a process started by the main daemon that is there now? An event daemon outlives its main daemon for a while. */
export function isChildOfCtdbd({ ctdbd, processes }: HostView, pid: number): boolean {
  return ctdbd !== 0 && processes.get(pid)?.parent === ctdbd;
}

/** A host that is switched off. */
export function darkHost(pnn: Pnn): HostView {
  return {
    pnn,
    processes: new Map(),
    gone: null,
    ctdbd: 0,
    recoverd: 0,
    runState: "none",
    flags: 0,
    flagsSinceUs: 0,
    mode: "active",
    modeSinceUs: 0,
    generation: INVALID_GENERATION,
    leaderRole: true,
    addresses: new Map(),
    byHandUs: new Map(),
    forgotten: new Set(),
    strange: new Set(),
    isTaking: false,
    releasing: "",
    kept: new Set(),
    banEndsUs: 0,
    isBanRenewed: false,
    leader: UNKNOWN,
    leaderSinceUs: 0,
    lock: "none",
    electionSinceUs: -1,
    beforeOrphan: null,
    crashedUs: -1,
    diedLeadingUs: -1,
  };
}

/** The recovery daemon is gone: nobody believes anything here. */
export function forgetBelief(host: HostView, atUs: number): void {
  if (host.leader === host.pnn) host.diedLeadingUs = atUs;
  host.recoverd = 0;
  host.leader = UNKNOWN;
  host.leaderSinceUs = atUs;
  host.lock = "none";
  host.electionSinceUs = -1;
  host.beforeOrphan = null;
}

/** The main daemon is gone: what it says of itself starts anew. Addresses stay on their interfaces. */
export function forgetDaemon(host: HostView, atUs: number): void {
  host.ctdbd = 0;
  host.runState = "none";
  host.flags = 0;
  host.flagsSinceUs = atUs;
  host.mode = "active";
  host.modeSinceUs = atUs;
  host.generation = INVALID_GENERATION;
  host.leaderRole = true;
  host.banEndsUs = 0;
  host.isBanRenewed = false;
  host.releasing = "";
  host.kept.clear();
}
