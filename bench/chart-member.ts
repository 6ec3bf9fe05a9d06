/** The chart that the chart benchmark steps: a member that joins a group, copies its data and votes. */
import type { Change, ChartEvent, ChartSpec, Effect, Guard } from "../model/chart/index.ts";

/** An event of the benchmark; `code` is the same as `type`, for the hand-written switch. */
export interface MemberEvent extends ChartEvent {
  readonly code: number;
  readonly from: number;
  readonly term: number;
}

/** The data of a member: flat, so that XState can copy them cheaply. */
export interface Member {
  term: number;
  acks: number;
  chunks: number;
  credits: number;
  rounds: number;
  leader: number;
}

/** What a member asks for. */
export interface MemberEffect {
  readonly kind: string;
  readonly term: number;
}

/** Event types; their place is their code. Those of timers come last. */
export const TYPES = [
  "JOIN",
  "WELCOME",
  "REFUSED",
  "CHUNK",
  "CHECKED",
  "PROPOSE",
  "BALLOT",
  "VETO",
  "COMMITTED",
  "NEW_TERM",
  "LEAVE",
  "CRASH",
  "xstate.after.patience.member.joining",
  "xstate.after.patience.member.syncing",
  "xstate.after.patience.member.voting.counting",
  "xstate.after.beat.member.steady",
  "xstate.after.penalty.member.failed",
] as const;

/** A member before it joins. */
export function newMember(): Member {
  return { term: 0, acks: 0, chunks: 0, credits: 0, rounds: 0, leader: -1 };
}

type G = Guard<Member, MemberEvent>;
const guard = (test: G["test"]): G => ({ sentence: "a question of the benchmark", test });
const change = (run: (c: Member, e: MemberEvent) => void): Change<Member, MemberEvent> => ({
  sentence: "a change of the benchmark",
  change: run,
});
const send = (kind: string): Effect<Member, MemberEvent, MemberEffect> => ({
  sentence: `asks for ${kind}`,
  effect: (c) => ({ kind, term: c.term }),
});

/** Fourteen leaf states, two of them levels deep, timers, eventless transitions and a chart-level event. */
export const member: ChartSpec<Member, MemberEvent, MemberEffect> = {
  id: "member",
  sentence: "joins a group, copies its data and votes",
  source: "made up",
  guards: {
    isNewer: guard((c, e) => e.term > c.term),
    isCurrent: guard((c, e) => e.term === c.term),
    isAgreed: guard((c) => c.acks >= 2),
    isComplete: guard((c) => c.chunks >= 3),
    isSuspect: guard((c) => c.credits > 3),
  },
  actions: {
    adopt: change((c, e) => {
      c.term = e.term;
    }),
    follow: change((c, e) => {
      c.leader = e.from;
    }),
    countAck: change((c) => {
      c.acks++;
    }),
    countChunk: change((c) => {
      c.chunks++;
    }),
    countRound: change((c) => {
      c.rounds++;
    }),
    blame: change((c) => {
      c.credits++;
    }),
    forgive: change((c) => {
      c.credits = 0;
    }),
    reset: change((c) => {
      c.acks = 0;
      c.chunks = 0;
    }),
    sendHello: send("hello"),
    sendAsk: send("ask"),
    sendBeat: send("beat"),
    sendBallot: send("ballot"),
    sendCommit: send("commit"),
    sendAbort: send("abort"),
    sendBye: send("bye"),
  },
  delays: {
    patience: { sentence: "waits for an answer", us: () => 3_000_000 },
    beat: { sentence: "between two beats", us: () => 1_000_000 },
    penalty: { sentence: "stays away", us: (c) => 1_000_000 * (1 + c.credits) },
  },
  initial: "idle",
  on: { CRASH: { target: "idle", actions: "reset" } },
  states: {
    idle: { on: { JOIN: { target: "joining" } } },
    joining: {
      entry: "sendHello",
      after: { patience: { target: "failed", actions: "blame" } },
      on: {
        WELCOME: { target: "syncing", actions: ["adopt", "follow"] },
        REFUSED: { target: "failed", actions: "blame" },
      },
    },
    syncing: {
      initial: "asking",
      entry: "reset",
      after: { patience: { target: "joining", actions: "blame" } },
      on: { NEW_TERM: { guard: "isNewer", target: "joining", actions: "adopt" } },
      states: {
        asking: { entry: "sendAsk", on: { CHUNK: { target: "copying", actions: "countChunk" } } },
        copying: { on: { CHUNK: { actions: "countChunk" } }, always: { guard: "isComplete", target: "checking" } },
        checking: { on: { CHECKED: { target: "applying" }, REFUSED: { target: "asking", actions: "reset" } } },
        applying: { on: { COMMITTED: { target: "#member.steady", actions: "forgive" } } },
      },
    },
    steady: {
      entry: "sendBeat",
      after: { beat: { target: "steady", reenter: true } },
      on: {
        PROPOSE: [
          { guard: "isNewer", target: "voting", actions: ["adopt", "follow"] },
          { guard: "isCurrent", target: "voting" },
        ],
        NEW_TERM: { guard: "isNewer", actions: ["adopt", "follow"] },
        LEAVE: { target: "leaving" },
      },
    },
    voting: {
      initial: "thinking",
      entry: "reset",
      exit: "countRound",
      on: { VETO: { guard: "isCurrent", target: ".aborting" } },
      states: {
        thinking: { on: { BALLOT: { target: "counting", actions: ["countAck", "sendBallot"] } } },
        counting: {
          after: { patience: { target: "aborting", actions: "blame" } },
          on: { BALLOT: { actions: "countAck" } },
          always: { guard: "isAgreed", target: "committing" },
        },
        committing: { entry: "sendCommit", on: { COMMITTED: { target: "#member.steady" } } },
        aborting: {
          entry: ["sendAbort", "blame"],
          on: { COMMITTED: [{ guard: "isSuspect", target: "#member.failed" }, { target: "#member.steady" }] },
        },
      },
    },
    leaving: { entry: "sendBye", on: { COMMITTED: { target: "gone" }, REFUSED: { target: "steady" } } },
    failed: {
      entry: "reset",
      after: { penalty: { target: "idle", actions: "forgive" } },
      on: { JOIN: { target: "joining" } },
    },
    gone: { type: "final" },
  },
};
