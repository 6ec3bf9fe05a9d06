import type { MessageBody } from "../effect/index.ts";
import { INACTIVE } from "../words/index.ts";
import type { RecoverdChange, RecoverdEffect, RecoverdGuard } from "./names.ts";
import { connectedNodes, mayLead } from "./view.ts";

/** Questions about votes (facts/leadership.md §4.5: from 4.4 on; connections are not compared). */
export const voteGuards = {
  ownVote: { sentence: "the vote is its own, come back", test: (c, e) => e.type === "ELECTION" && e.pnn === c.d.pnn },
  wouldWin: {
    sentence:
      "it would win against the vote: it can lead, and the other is inactive, or it is longer stable, or as long with the lower pnn",
    test: (c, e) => {
      if (e.type !== "ELECTION" || !mayLead(c.d)) return false;
      if ((e.flags & INACTIVE) !== 0) return true;
      if (c.d.priorityTimeUs !== e.priorityTimeUs) return c.d.priorityTimeUs < e.priorityTimeUs;
      return c.d.pnn < e.pnn;
    },
  },
} as const satisfies Record<string, RecoverdGuard>;

/** Changes that a vote makes. */
export const voteChanges = {
  acceptCandidate: {
    sentence: "believe in the node whose vote is better",
    change: (c, e) => {
      if (e.type === "ELECTION") c.d.leader = e.pnn;
    },
  },
} as const satisfies Record<string, RecoverdChange>;

/** Votes and their timers. A candidate that cannot lead says that it is stable since now only, without connections. */
export const voteEffects = {
  sendVote: {
    sentence: "send its vote to all nodes",
    effect: (c) => {
      const message: MessageBody = {
        type: "ELECTION",
        pnn: c.d.pnn,
        connected: mayLead(c.d) ? connectedNodes(c.d).length : 0,
        priorityTimeUs: mayLead(c.d) ? c.d.priorityTimeUs : c.d.nowUs,
        flags: c.d.ownFlags,
      };
      return { kind: "broadcast", to: "all", message };
    },
  },
  armElectionTimer: {
    sentence: "the vote ends after a quiet time",
    effect: (c) => ({ kind: "setTimer", timer: "ELECTION_OVER", delayUs: c.k.electionTimeoutUs }),
  },
  armVoteResend: {
    sentence: "send its better vote shortly",
    effect: (c) => ({ kind: "setTimer", timer: "VOTE_RESEND_DUE", delayUs: c.k.voteResendUs, ifAbsent: true }),
  },
  cancelVoteResend: {
    sentence: "do not send a vote that would lose",
    effect: () => ({ kind: "cancelTimer", timer: "VOTE_RESEND_DUE" }),
  },
} as const satisfies Record<string, RecoverdEffect>;
