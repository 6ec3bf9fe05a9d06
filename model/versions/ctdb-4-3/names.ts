import type { Effect } from "../../effect/index.ts";
import {
  activeNodes,
  assignCredits,
  isInactive,
  mayLead,
  type RecoverdChange,
  type RecoverdContext,
  type RecoverdEffect,
  type RecoverdGuard,
  type Vote,
} from "../../leadership/index.ts";
import { answers, failures, newHandle } from "../../process/index.ts";
import { type ControlOp, FLAG, INACTIVE, type Pnn, type RunState, UNKNOWN } from "../../words/index.ts";

function flagsOfLeader(c: RecoverdContext): number {
  return c.d.flagsOf[c.d.leader] ?? 0;
}

/** Nodes that have answered that they believe in somebody else. */
function dissenters(c: RecoverdContext): readonly Pnn[] {
  return answers(c).flatMap(([pnn, reply]) => (reply.leader === c.d.pnn ? [] : [pnn]));
}

function wins(c: RecoverdContext, first: (vote: Vote) => number): boolean {
  const vote = c.d.old.votes[c.f.handle];
  if (vote === undefined || !mayLead(c.d)) return false;
  if ((vote.flags & INACTIVE) !== 0) return true;
  return (first(vote) || vote.priorityTimeUs - c.d.priorityTimeUs || vote.pnn - c.d.pnn) > 0;
}

/** Active nodes that are not in the map, whether or not they belong there; itself aside. */
function outsiders({ d }: RecoverdContext): readonly Pnn[] {
  return activeNodes(d).filter((pnn) => pnn !== d.pnn && !d.map.includes(pnn));
}

/** Would it win where more connections come before a longer stability (up to 4.3; ZOO-E14)? */
export function winsByConnections(c: RecoverdContext): boolean {
  return wins(c, (vote) => c.d.old.connected - vote.connected);
}

/** Questions of the design of 2015 (facts/leadership.md §5). */
export const oldGuards = {
  wouldWin: {
    sentence: "it can lead, and the other is inactive, or it is longer stable, or as long with the lower pnn",
    test: (c) => wins(c, () => 0),
  },
  samePath: {
    sentence: "its daemon has the path of the lock that it goes by",
    test: (c) => answers(c)[0]?.[1].lockSetting === c.d.lockSetting,
  },
  leaderIsUnknown: { sentence: "it believes in nobody", test: (c) => c.d.leader === UNKNOWN },
  leaderLacksRole: {
    sentence: "the leader lacks the leader role, as far as it knows, and it has that role itself",
    test: (c) => c.d.leaderRoleOf[c.d.leader] === false && mayLead(c.d),
  },
  leaderUnreachable: {
    sentence: "it sees the leader as disconnected or deleted",
    test: (c) => (flagsOfLeader(c) & (FLAG.disconnected | FLAG.deleted)) !== 0,
  },
  leaderInactive: {
    sentence: "the leader says of itself that it is inactive, and this node is active",
    test: (c) => ((answers(c)[0]?.[1].flags?.[c.d.leader] ?? 0) & INACTIVE) !== 0 && !isInactive(c.d),
  },
  leaderDissents: {
    sentence: "the leader believes in somebody else (as shipped nobody asks it)",
    test: (c) => answers(c)[0]?.[1].leader !== c.d.leader,
  },
  somebodyDissents: {
    sentence: "an active node believes in somebody else",
    test: (c) => dissenters(c).length > 0,
  },
  nodeNotInMap: { sentence: "an active node is not in the map (ZOO-N13)", test: (c) => outsiders(c).length > 0 },
  inFirstRecovery: {
    sentence: "its daemon is in its first recovery: it may not know yet who leads",
    test: (c) => c.d.old.runState === "first-recovery",
  },
  helperOver: {
    sentence: "the recovery helper has answered or ended",
    test: (c) => c.d.children[c.f.handle]?.status !== null,
  },
} as const satisfies Record<string, RecoverdGuard>;

function because(reason: string): RecoverdChange {
  return {
    sentence: `the reason of the election: ${reason}`,
    change: (c) => {
      c.d.electionReason = reason;
    },
  };
}

/** Changes that only the design of 2015 makes. */
export const oldChanges = {
  becauseNobody: because("no leader"),
  becauseOfRole: because("the leader lacks the leader role"),
  becauseUnreachable: because("the leader is not connected"),
  becauseInactive: because("the leader is inactive"),
  becauseDissent: because("a node believes in another leader"),
  blameMissing: {
    sentence: "a credit for the first active node that is not in the map (ZOO-N13)",
    change: (c) => assignCredits(c, outsiders(c).slice(0, 1), "not in the map"),
  },
  keepVote: {
    sentence: "keep the vote until it can be compared",
    change: (c, e) => {
      if (e.type !== "ELECTION") return;
      c.d.old.votes[c.d.old.nextVote] = e;
      c.d.old.nextVote += 1;
    },
  },
  nextVote: {
    sentence: "the next vote is the one at hand",
    change: (c) => {
      c.d.old.comparing += 1;
      c.f.handle = c.d.old.comparing;
    },
  },
  storeOwnState: {
    sentence: "remember its own flags and how many nodes are connected, as its daemon sees them now",
    change: (c) => {
      const flags = answers(c)[0]?.[1].flags;
      if (flags === undefined) return;
      c.d.ownFlags = flags[c.d.pnn] ?? 0;
      c.d.old.connected = flags.filter((seen) => (seen & FLAG.disconnected) === 0).length;
    },
  },
  acceptVote: {
    sentence: "believe in the node whose vote is better",
    change: (c) => {
      c.d.leader = c.d.old.votes[c.f.handle]?.pnn ?? c.d.leader;
    },
  },
  forgetVote: {
    sentence: "the vote is done with",
    change: (c) => {
      delete c.d.old.votes[c.f.handle];
    },
  },
  storeLeaderRoles: {
    sentence: "remember who may lead, itself among them",
    change: (c) => {
      for (const [pnn, reply] of answers(c)) c.d.leaderRoleOf[pnn] = reply.leaderRole ?? true;
      c.d.leaderRole = c.d.leaderRoleOf[c.d.pnn] ?? true;
    },
  },
  storeRunState: {
    sentence: "remember its daemon's run state",
    change: (c) => {
      const state = answers(c)[0]?.[1].runState;
      if (state !== undefined) c.d.old.runState = state as RunState;
    },
  },
  storeLockPath: {
    sentence: "go by the path of the lock that its daemon has",
    change: (c) => {
      c.d.lockSetting = answers(c)[0]?.[1].lockSetting ?? "";
    },
  },
  noteLeaderInactive: {
    sentence: "see the leader as inactive, as it says itself",
    change: (c) => {
      const flags = answers(c)[0]?.[1].flags?.[c.d.leader] ?? 0;
      c.d.flagsOf[c.d.leader] = (c.d.flagsOf[c.d.leader] ?? 0) | (flags & INACTIVE);
    },
  },
  blameDissenters: {
    sentence: "a credit for each node that believes in somebody else",
    change: (c) => assignCredits(c, dissenters(c), "other leader"),
  },
  noteHeld: {
    sentence: "it holds the lock itself, until it closes the file",
    change: (c) => {
      c.d.lockHandle = newHandle(c.d);
      c.d.children[c.d.lockHandle] = { status: "0", locked: true };
    },
  },
} as const satisfies Record<string, RecoverdChange>;

function ask(c: RecoverdContext, op: ControlOp, to: readonly Pnn[], as: "self" | "leader" = "self"): Effect {
  return { kind: "ask", op, to, body: {}, as, timeoutUs: c.k.recoverTimeoutUs };
}

/** What only the design of 2015 asks for. */
export const oldEffects = {
  mirrorLeader: {
    sentence: "tell its daemon in whom it believes, so that others can ask for it",
    effect: (c) => ({ kind: "tell", op: "SET_RECMASTER", body: { leader: c.d.leader } }),
  },
  callCompareVote: {
    sentence: "compare the vote with its own, on top of whatever this daemon waits for",
    effect: () => ({ kind: "call", chart: "compare-vote" }),
  },
  callCastVote: {
    sentence: "cast its vote, on top of whatever this daemon waits for",
    effect: () => ({ kind: "call", chart: "cast-vote" }),
  },
  sendVote: {
    sentence: "send its vote to all nodes; without the leader role it claims neither connections nor stability",
    effect: (c) => ({
      kind: "broadcast",
      to: "all",
      message: {
        type: "ELECTION",
        pnn: c.d.pnn,
        connected: c.d.leaderRole ? c.d.old.connected : 0,
        priorityTimeUs: c.d.leaderRole ? c.d.priorityTimeUs : c.d.nowUs,
        flags: c.d.ownFlags,
      },
    }),
  },
  askLockPath: {
    sentence: "ask its daemon for the path of the lock",
    effect: (c) => ask(c, "GET_RECLOCK_FILE", [c.d.pnn]),
  },
  askLeaderNodemap: {
    sentence: "ask the leader how it sees itself",
    effect: (c) => ask(c, "GET_NODEMAP", [c.d.leader]),
  },
  askLeader: {
    sentence: "ask the leader in whom it believes",
    effect: (c) => ask(c, "GET_RECMASTER", [c.d.leader]),
  },
  askLeaders: {
    sentence: "ask every active node in whom it believes",
    effect: (c) => ask(c, "GET_RECMASTER", activeNodes(c.d), "leader"),
  },
  reportClaim: {
    sentence: "it acts as leader: this is how that can be seen",
    effect: (c) => ({ kind: "observe", event: { type: "leadership-claimed", leader: c.d.pnn } }),
  },
  openLockFile: {
    sentence: "open the lock file, create it if it is not there",
    effect: (c) => ({ kind: "io", call: "open", create: true, path: c.d.lockSetting }),
  },
  lockLockFile: {
    sentence: "lock byte 0, do not wait; no time-out bounds the call",
    effect: () => ({ kind: "io", call: "lock", byte: 0, wait: false }),
  },
  closeLockFile: {
    sentence: "close the lock file: the kernel drops the lock",
    effect: () => ({ kind: "io", call: "close" }),
  },
  closeIfHeld: {
    sentence: "close the lock file if it holds the lock",
    effect: (c) =>
      c.d.lockHandle === 0
        ? undefined
        : [
            { kind: "observe", event: { type: "lock-released" } },
            { kind: "io", call: "close" },
          ],
  },
  reportReleased: {
    sentence: "log that it lets go of the lock",
    effect: () => ({ kind: "observe", event: { type: "lock-released" } }),
  },
  reportNotTaken: {
    sentence: "log that the lock was not to be had",
    effect: (c) => ({
      kind: "observe",
      event: { type: "lock-refused", status: c.f.io?.error === "contended" ? "1" : "3" },
    }),
  },
  pushLockPath: {
    sentence: "tell every active node its own path of the lock",
    effect: (c) => ({
      kind: "ask",
      op: "SET_RECLOCK_FILE",
      to: activeNodes(c.d),
      body: { lockSetting: c.d.lockSetting },
      as: "leader",
      timeoutUs: c.k.recoverTimeoutUs,
    }),
  },
  reportNotPushed: {
    sentence: "log to whom the path could not be told; nothing else follows from it",
    effect: (c) =>
      failures(c).map((pnn) => ({
        kind: "observe",
        event: { type: "recovery-step", step: `lock path not pushed to node ${pnn}`, pid: c.d.pid },
      })),
  },
} as const satisfies Record<string, RecoverdEffect>;
