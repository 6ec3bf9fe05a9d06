import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { Effect, SharedGrace } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import type { GraceMemberData, GraceMemberEvent } from "./grace-member-data.ts";
import { allEnforce, enforcing, joined, relieved } from "./shared-grace.ts";

type C = Context<GraceMemberData>;
/** A named question about a member. */
export type MemberGuard = Guard<C, GraceMemberEvent>;
/** A named change of a member. */
export type MemberChange = Change<C, GraceMemberEvent>;
/** A named effect of a member. */
export type MemberEffect = EffectAction<C, GraceMemberEvent, Effect>;

/** Has everybody who may reclaim from it done so, or is it time? */
function isDone({ d }: C): boolean {
  return d.phase === "grace" && (d.pending.length === 0 || d.isOver);
}

/** What the main line of a member asks itself. */
export const memberGuards = {
  isAnswered: { sentence: "the store has answered", test: (c) => !c.d.awaits },
  isConflict: { sentence: "somebody else has written the object since", test: (c) => c.d.isConflict },
  allEnforce: { sentence: "every member enforces, as far as the object says", test: (c) => allEnforce(c.d.grace) },
  hasNews: { sentence: "the object may have changed", test: (c) => c.d.hasNews || c.d.callout !== null },
  isStopped: { sentence: "it is to be shut down", test: (c) => c.d.callout !== null },
  hasWork: {
    sentence: "it is shut down, or may leave its grace, or there is news of one",
    test: (c) => c.d.callout !== null || (c.d.hasNews && (c.d.phase === "open" || isDone(c))),
  },
  mayLeave: { sentence: "nobody has anything left to reclaim from it, or it is time", test: (c) => isDone(c) },
  noGrace: { sentence: "there is no grace", test: (c) => c.d.grace.recovering === 0 },
  isQuiet: { sentence: "the file system has answered everything", test: (c) => c.d.inFlight === 0 },
  lacksEnforcing: {
    sentence: "there is a grace, and a member does not enforce it yet",
    test: (c) => c.d.grace.recovering !== 0 && !allEnforce(c.d.grace),
  },
  isUnneeded: { sentence: "it has said already that it needs the grace no more", test: (c) => c.d.isRelieved },
  heedsNewEpoch: {
    sentence: "this is another grace than the one it is in: as shipped, nobody asks",
    test: () => false,
  },
} as const satisfies Record<string, MemberGuard>;

/** What the main line changes. */
export const memberChanges = {
  await: {
    sentence: "it waits for the answer",
    change: ({ d }) => {
      d.awaits = true;
      d.isConflict = false;
    },
  },
  noteEpoch: {
    sentence: "from now on it records its clients in the epoch of the object",
    change: ({ d }) => {
      d.epoch = d.grace.epoch;
      d.recovering = d.grace.recovering;
      d.entitled = [];
      d.pending = [];
      d.isRelieved = false;
    },
  },
  noteEntitled: {
    sentence: "those of the old epoch may reclaim",
    change: ({ d }) => {
      d.pending = [...d.entitled];
    },
  },
  takeNews: {
    sentence: "it looks: that is news no more",
    change: ({ d }) => {
      d.hasNews = false;
    },
  },
  refuse: {
    sentence: "nothing new is let in",
    change: ({ d }) => {
      d.phase = "entering";
    },
  },
  enterGrace: {
    sentence: "it is in grace, and will see whether that may end",
    change: ({ d }) => {
      d.phase = "grace";
      d.isOver = false;
      d.hasNews = true;
    },
  },
  relieve: {
    sentence: "for its part the grace may end: it takes no reclaims any more",
    change: ({ d }) => {
      d.isRelieved = true;
    },
  },
  open: {
    sentence: "it grants whatever is free",
    change: ({ d }) => {
      d.phase = "open";
      d.entitled = [];
      d.pending = [];
      d.isOver = false;
    },
  },
  close: {
    sentence: "it answers nothing",
    change: ({ d }) => {
      d.phase = "closed";
    },
  },
} as const satisfies Record<string, MemberChange>;

const write = (grace: SharedGrace): Effect => ({ kind: "nfs", do: "write-grace", grace });

/** Who has a lock through it. */
function holders({ locks }: GraceMemberData): readonly number[] {
  return [...new Set(Object.values(locks).map(({ client }) => client))];
}

/** What the main line asks for. */
export const memberEffects = {
  readGrace: { sentence: "read the shared object", effect: () => ({ kind: "nfs", do: "read-grace" }) },
  writeJoined: {
    sentence: "join: a grace begins, unless there is one; this member needs and enforces it",
    effect: ({ d }) => write(joined(d.grace, d.address)),
  },
  writeEnforcing: {
    sentence: "say that nothing new is granted here",
    effect: ({ d }) => write(enforcing(d.grace, d.address, true)),
  },
  writeRelieved: {
    sentence: "say that this member needs the grace no more; the last one to say so lifts it",
    effect: ({ d }) => write(relieved(d.grace, d.address)),
  },
  writeFree: {
    sentence: "say that grants are to be expected here",
    effect: ({ d }) => write(enforcing(d.grace, d.address, false)),
  },
  createClients: {
    sentence: "an empty database of clients for the new epoch",
    effect: ({ d }) => ({ kind: "nfs", do: "empty-clients", epoch: d.epoch }),
  },
  readClients: {
    sentence: "read who had locks through this member in the old epoch",
    effect: ({ d }) => ({ kind: "nfs", do: "read-clients", epoch: d.recovering }),
  },
  writeClients: {
    sentence: "write who has locks through it to the database of the new epoch",
    effect: ({ d }) => ({ kind: "nfs", do: "add-clients", epoch: d.epoch, clients: holders(d) }),
  },
  deleteClients: {
    sentence: "the database of the old epoch is emptied",
    effect: ({ d }) => ({ kind: "nfs", do: "empty-clients", epoch: d.recovering }),
  },
  discard: {
    sentence: "what the one before it has locked is discarded",
    effect: () => ({ kind: "nfs", do: "discard" }),
  },
  abandon: {
    sentence: "its locks are left to the next of its name",
    effect: () => ({ kind: "nfs", do: "abandon" }),
  },
  armPoll: {
    sentence: "look again after a while, also without news",
    effect: ({ k }) => ({ kind: "setTimer", timer: "POLL", delayUs: k.gracePollUs }),
  },
  armLongest: {
    sentence: "the grace does not wait for ever, if it has a longest time",
    effect: ({ k }) =>
      k.graceLongestUs === 0 ? undefined : { kind: "setTimer", timer: "GRACE_OVER", delayUs: k.graceLongestUs },
  },
  answerCallout: {
    sentence: "the call-out is over",
    effect: ({ d }) => ({ kind: "nfs", do: "called", id: d.callout?.id ?? 0, ok: true }),
  },
  exit: { sentence: "exit", effect: () => ({ kind: "exit", code: 0 }) },
  reportGrace: {
    sentence: "an observer sees its grace",
    effect: ({ d }) => ({ kind: "observe", event: { type: "grace-began", addresses: [d.address] } }),
  },
  reportStopped: {
    sentence: "an observer sees that it is stopped",
    effect: ({ d }) => ({ kind: "observe", event: { type: "lock-manager-stopped", addresses: [d.address] } }),
  },
  reportLifted: {
    sentence: "an observer sees that it knows the grace to be over for all",
    effect: ({ d }) => ({
      kind: "observe",
      event: { type: "shared-grace-lifted", address: d.address, epoch: d.grace.epoch },
    }),
  },
  reportGraceOver: {
    sentence: "an observer sees that it grants again",
    effect: ({ d }) => ({ kind: "observe", event: { type: "grace-ended", addresses: [d.address] } }),
  },
} as const satisfies Record<string, MemberEffect>;
