import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { Effect, LockOp } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import type { NfsClientData, NfsClientEvent } from "./nfs-client-data.ts";

type C = Context<NfsClientData>;
type ClientGuard = Guard<C, NfsClientEvent>;
type ClientChange = Change<C, NfsClientEvent>;
type ClientEffect = EffectAction<C, NfsClientEvent, Effect>;

const isOdd = (state: number): boolean => state % 2 === 1;

const isStale = (e: NfsClientEvent): boolean => e.type === "LOCK_ANSWERED" && e.status === "stale";

/** What somebody who locks a file asks himself. */
export const nfsClientGuards = {
  isDue: { sentence: "it is time to ask", test: (c) => c.d.isDue },
  isTold: { sentence: "it is answered, or its call is lost", test: (c) => c.d.status !== null || c.d.isRetryDue },
  isGranted: { sentence: "it is granted", test: (c) => c.d.status === "granted" },
  isGrantOld: {
    sentence: "it is granted, and was told since it asked that its server has started again: by that one it was not",
    test: (c) => c.d.status === "granted" && c.d.serverState !== c.d.askedState,
  },
  isRefused: {
    sentence: "it is refused, and told so",
    test: (c) => c.d.status !== null && ["denied", "no-grace", "no-right", "wrong-address"].includes(c.d.status),
  },
  isLost: { sentence: "its call is not answered", test: (c) => c.d.status === null },
  isHoldOver: {
    sentence: "it needs the lock no more, or must reclaim it",
    test: (c) => c.d.isHoldOver || c.d.toReclaim,
  },
  mustReclaim: { sentence: "its server has restarted, and it is about to reclaim", test: (c) => c.d.toReclaim },
  isForeign: {
    sentence: "the notice is of another server, or it is deaf to it",
    test: (c, e) =>
      e.type !== "NOTICE" ||
      c.d.user.protocol === "v4" ||
      c.d.user.isDeaf === true ||
      !("address" in c.d.way) ||
      c.d.way.address !== e.address,
  },
  isOld: {
    sentence: "the state number is none that is higher: a notice it has had",
    test: (c, e) => e.type === "NOTICE" && !e.own && e.state <= c.d.serverState,
  },
  isDown: {
    sentence: "the state is even: the server is shut down",
    test: (_c, e) => e.type === "NOTICE" && !isOdd(e.state),
  },
  isIdle: { sentence: "it holds nothing", test: (c) => !c.d.believes },
  isUnknown: {
    sentence: "the server does not know it, and it holds nothing that it could reclaim",
    test: (c, e) => isStale(e) && !c.d.believes,
  },
  isKnownNoMore: {
    sentence: "the server does not know it any more: that is news",
    test: (c, e) => isStale(e) && !c.d.isStale,
  },
  isRenewal: {
    sentence: "it is the answer to a renewal, or to what needs none",
    test: (_c, e) => e.type === "LOCK_ANSWERED" && e.id === 0,
  },
} as const satisfies Record<string, ClientGuard>;

/** What changes in somebody who locks a file. */
export const nfsClientChanges = {
  newCall: {
    sentence: "a call of its own number",
    change: ({ d }) => {
      d.call += 1;
      d.askedState = d.serverState;
      d.status = null;
      d.isRetryDue = false;
    },
  },
  noteAnswer: {
    sentence: "the answer, if it is the one to its latest call",
    change: ({ d }, e) => {
      if (e.type !== "LOCK_ANSWERED" || e.id !== d.call) return;
      d.status = e.status;
      d.server = e.from;
      if (e.status === "granted") d.version = e.version;
    },
  },
  believe: {
    sentence: "it holds the lock",
    change: ({ d }) => {
      d.believes = true;
      d.isStale = false;
      d.isHoldOver = false;
      d.refusal = null;
    },
  },
  reclaimed: {
    sentence: "it holds the lock still",
    change: ({ d }) => {
      d.toReclaim = false;
      d.isStale = false;
      d.refusal = null;
    },
  },
  noteStale: {
    sentence: "it has something to reclaim",
    change: ({ d }) => {
      d.isStale = true;
    },
  },
  giveUp: {
    sentence: "it does not hold the lock any more, and knows it",
    change: ({ d }) => {
      d.believes = false;
      d.toReclaim = false;
      d.isStale = false;
    },
  },
  noteRefusal: {
    sentence: "remember why it must wait",
    change: ({ d }) => {
      d.refusal = d.status;
    },
  },
  waitAgain: {
    sentence: "it asks later",
    change: ({ d }) => {
      d.isDue = false;
    },
  },
  becomeDue: {
    sentence: "it is time to ask",
    change: ({ d }) => {
      d.isDue = true;
    },
  },
  retryIsDue: {
    sentence: "it has waited long enough for the answer",
    change: ({ d }) => {
      d.isRetryDue = true;
    },
  },
  endHold: {
    sentence: "it needs the lock no more",
    change: ({ d }) => {
      d.isHoldOver = true;
    },
  },
  noteState: {
    sentence: "remember the state of its server",
    change: ({ d }, e) => {
      // statd's own numbers go with another name.
      if (e.type === "NOTICE" && !e.own) d.serverState = e.state;
    },
  },
  holdBack: {
    sentence: "from a server that is shut down nothing can be reclaimed",
    change: ({ d }) => {
      d.toReclaim = false;
    },
  },
  goElsewhere: {
    sentence: "it goes on through another address",
    change: ({ d }) => {
      const { goesTo } = d.user;
      if (goesTo !== undefined) d.way = { address: goesTo.address };
    },
  },
  beginReclaim: {
    sentence: "reclaim what it holds, if it holds anything",
    change: ({ d }) => {
      d.toReclaim = d.believes;
    },
  },
} as const satisfies Record<string, ClientChange>;

/** A call of its own number, or one whose answer does not matter to what it is at. */
const send = ({ d: { call, client, user, way, believes } }: C, op: LockOp, id = call): Effect => {
  const { file, protocol } = user;
  const of = protocol === undefined ? {} : { protocol };
  const fresh = protocol === "v4" && op === "done" && !believes ? { isFresh: true as const } : {};
  return { kind: "nfs", do: "send", call: { id, client, op, file, way, ...of, ...fresh } };
};
const isV4 = ({ d }: C): boolean => d.user.protocol === "v4";

/** What somebody who locks a file does. */
export const nfsClientEffects = {
  armBegin: {
    sentence: "wait until it is time to ask for the first time",
    effect: ({ d }) => ({ kind: "setTimer", timer: "DUE", delayUs: Math.max(0, d.user.atUs - d.nowUs) }),
  },
  armGo: {
    sentence: "with NFSv4: go elsewhere then, if it has decided so",
    effect: (c) => {
      const { goesTo } = c.d.user;
      if (!isV4(c) || goesTo === undefined) return undefined;
      return { kind: "setTimer", timer: "GO_DUE", delayUs: Math.max(0, goesTo.atUs - c.d.nowUs) };
    },
  },
  askLock: { sentence: "ask for the lock", effect: (c) => send(c, "lock") },
  askReclaim: { sentence: "reclaim the lock", effect: (c) => send(c, "reclaim") },
  askUnlock: { sentence: "give the lock back", effect: (c) => send(c, "unlock") },
  sayDone: { sentence: "tell the server that there is nothing to reclaim", effect: (c) => send(c, "done", 0) },
  sayComplete: {
    sentence: "with NFSv4: tell the server that it has reclaimed everything",
    effect: (c) => (isV4(c) ? send(c, "done", 0) : undefined),
  },
  askRenew: { sentence: "say that it lives", effect: (c) => send(c, "renew", 0) },
  armRenew: {
    sentence: "with NFSv4: say so before the lease is over",
    effect: (c) => (isV4(c) ? { kind: "setTimer", timer: "RENEW_DUE", delayUs: c.k.nfsRenewUs } : undefined),
  },
  armRenewAgain: {
    sentence: "say it again if there is no answer",
    effect: ({ k }) => ({ kind: "setTimer", timer: "RENEW_DUE", delayUs: k.nfsRetryUs }),
  },
  armRetry: {
    sentence: "send it again if there is no answer",
    effect: ({ k }) => ({ kind: "setTimer", timer: "RETRY", delayUs: k.nfsRetryUs }),
  },
  disarmRetry: { sentence: "there was an answer", effect: () => ({ kind: "cancelTimer", timer: "RETRY" }) },
  armHold: {
    sentence: "keep the lock for a while, or for ever",
    effect: ({ d }) =>
      d.user.holdUs === undefined ? undefined : { kind: "nfs", do: "rest", timer: "HOLD_OVER", forUs: d.user.holdUs },
  },
  armPause: {
    sentence: "ask again after a while",
    effect: ({ d }) => ({ kind: "nfs", do: "rest", timer: "DUE", forUs: d.user.pauseUs }),
  },
  armReclaim: {
    sentence: "reclaim as soon as it gets to it",
    effect: ({ d }) => ({ kind: "nfs", do: "rest", timer: "RECLAIM_DUE", forUs: d.user.reclaimUs }),
  },
  disarmReclaim: {
    sentence: "not now, or not at all: it holds nothing any more",
    effect: () => ({ kind: "cancelTimer", timer: "RECLAIM_DUE" }),
  },
  reportBelief: {
    sentence: "an observer sees that it holds the lock",
    effect: ({ d }) => ({
      kind: "observe",
      event: { type: "file-lock-believed", client: d.client, file: d.user.file, node: d.server, version: d.version },
    }),
  },
  reportReclaimed: {
    sentence: "an observer sees that it holds the lock still",
    effect: ({ d }) => ({
      kind: "observe",
      event: { type: "file-lock-reclaimed", client: d.client, file: d.user.file, node: d.server, version: d.version },
    }),
  },
  reportGivenBack: {
    sentence: "an observer sees that it gives the lock back",
    effect: ({ d }) => ({
      kind: "observe",
      event: { type: "file-lock-given-up", client: d.client, file: d.user.file, why: "unlocked" },
    }),
  },
  reportLost: {
    sentence: "an observer sees that it is told that the lock is lost",
    effect: ({ d }) => ({
      kind: "observe",
      event: { type: "file-lock-given-up", client: d.client, file: d.user.file, why: "reclaim-refused" },
    }),
  },
  reportRefusal: {
    sentence: "an observer sees why it must wait, when the reason is another one",
    effect: ({ d }) =>
      d.status === null || d.status === d.refusal
        ? undefined
        : { kind: "observe", event: { type: "file-lock-refused", client: d.client, file: d.user.file, why: d.status } },
  },
  reportStale: {
    sentence: "an observer sees that it knows",
    effect: ({ d }) => ({
      kind: "observe",
      event: {
        type: "client-found-stale",
        client: d.client,
        address: "address" in d.way ? d.way.address : "",
      },
    }),
  },
  reportNotice: {
    sentence: "an observer sees what it is told",
    effect: ({ d }, e) =>
      e.type === "NOTICE"
        ? {
            kind: "observe",
            event: { type: "notice-received", client: d.client, address: e.address, state: e.state, own: e.own },
          }
        : undefined,
  },
  exit: { sentence: "exit", effect: () => ({ kind: "exit", code: 143 }) },
} as const satisfies Record<string, ClientEffect>;
