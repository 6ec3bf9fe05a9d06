import type { ControlBody, Copies, Effect } from "../effect/index.ts";
import { SEQUENCE_KEY } from "../freezing/index.ts";
import {
  type CtdbdChange,
  type CtdbdContext,
  type CtdbdEffect,
  type CtdbdGuard,
  ownModeChanges,
} from "../node/index.ts";
import { INACTIVE, type Pnn } from "../words/index.ts";
import { answer, databaseOf, requestOf } from "./matter.ts";

function isActive({ d }: CtdbdContext, pnn: Pnn): boolean {
  return ((d.flagsOf[pnn] ?? INACTIVE) & INACTIVE) === 0;
}

/** The sequence number tells under which recovery it is committed. */
function stamped(copies: Copies, epoch: number): Copies {
  const sequence = copies[SEQUENCE_KEY];
  return sequence === undefined ? copies : { ...copies, [SEQUENCE_KEY]: { ...sequence, epoch } };
}

/** Sends the records to nodes as they came from the client, without a generation; who has not answered in time has failed. */
export function askUpdates(c: CtdbdContext, nodes: readonly Pnn[]): Effect {
  const { db = "", copies = {} } = c.f.request?.body ?? {};
  const body: ControlBody = { db, copies: stamped(copies, databaseOf(c)?.epoch ?? 0) };
  const to = nodes.filter((pnn) => isActive(c, pnn));
  return { kind: "ask", op: "UPDATE_RECORD", to, body, as: "self", timeoutUs: c.k.controlTimeoutUs };
}

function isForgotten(c: CtdbdContext): boolean {
  return databaseOf(c)?.commit?.pid !== c.f.request?.pid;
}

function isTold(c: CtdbdContext): boolean {
  return isForgotten(c) || databaseOf(c)?.commit?.status !== null;
}

/** Is this node stopped or banned? It is then no node to ask, and where it is alone a commit goes to nobody. */
export function isOut(c: CtdbdContext): boolean {
  return !isActive(c, c.d.pnn);
}

/**
 * Is there a node that the last recovery included, and that was not asked: for being disconnected from here, or for flags
 * that this node has not heard the end of? In the map are lmasters alone.
 */
export function missesMember({ d, f }: CtdbdContext): boolean {
  const asked = f.batch?.targets ?? [];
  return d.members.some((pnn) => !asked.includes(pnn));
}

/** Questions of a commit. */
export const commitGuards = {
  isUnknown: { sentence: "no such database is attached", test: (c, e) => databaseOf(c, e) === undefined },
  notNormal: { sentence: "recovery mode is not normal", test: (c) => c.d.recoveryMode !== "normal" },
  isCommitting: {
    sentence: "a transaction over this database is being committed from here",
    test: (c, e) => (databaseOf(c, e)?.commit ?? null) !== null,
  },
  isSettled: {
    sentence: "all nodes have written it, or one has not, or it is over",
    test: (c) => isTold(c) || c.f.batch === null || c.f.batch.pending === 0 || c.f.batch.failed > 0,
  },
  memberMissed: {
    sentence: "a node that the last recovery included was passed over (only with no-member-is-passed-over)",
    test: () => false,
  },
  leavesItselfOut: {
    sentence: "this node is stopped or banned, though in normal mode (only with no-member-is-passed-over)",
    test: () => false,
  },
  isForgotten: { sentence: "the client is gone", test: isForgotten },
  isTold: { sentence: "it is over: the client is told, or gone", test: isTold },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes that a commit makes. */
export const commitChanges = {
  openCommit: {
    sentence: "this transaction is being committed",
    change: (c, e) => {
      const [database, request] = [databaseOf(c, e), requestOf(c, e)];
      if (database !== undefined && request !== null)
        database.commit = { pid: request.pid, generation: c.d.generation, status: null };
    },
  },
  noteDone: {
    sentence: "every node has written it",
    change: (c) => {
      const commit = databaseOf(c)?.commit;
      if (commit) commit.status = 0;
    },
  },
  closeCommit: {
    sentence: "it is over",
    change: (c) => {
      const database = databaseOf(c);
      if (database !== undefined) database.commit = null;
    },
  },
  enterRecoveryMode: ownModeChanges.enterRecoveryMode,
} as const satisfies Record<string, CtdbdChange>;

/** What a commit asks for. */
export const commitEffects = {
  askUpdates: {
    sentence: "have every active node of the map write it, this one among them",
    effect: (c) => askUpdates(c, c.d.map),
  },
  armTimeout: {
    sentence: "the client is not to wait for ever",
    effect: (c) => ({
      kind: "setTimer",
      timer: "COMMIT_TIMEOUT",
      peer: c.f.request?.pid ?? 0,
      delayUs: c.k.controlTimeoutUs,
    }),
  },
  disarmTimeout: {
    sentence: "it is over in time",
    effect: (c) => ({ kind: "cancelTimer", timer: "COMMIT_TIMEOUT", peer: c.f.request?.pid ?? 0 }),
  },
  answerStatus: {
    sentence: "tell the client",
    effect: (c) => answer(c.f.request, databaseOf(c)?.commit?.status ?? -1, "not every node has written it"),
  },
} as const satisfies Record<string, CtdbdEffect>;
