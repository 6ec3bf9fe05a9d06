import type { Assumption } from "../assumptions/index.ts";
import type { Effect } from "../effect/index.ts";
import { type CtdbdContext, type CtdbdEvent, hasOwnFlag } from "../node/index.ts";
import { allLocks, INACTIVE, INVALID_GENERATION, recoveryDesigns } from "../words/index.ts";
import { databaseOf } from "./record-names.ts";
import { askBack } from "./revoke.charts.ts";
import { wantsRead } from "./revoke-names.ts";

/**
 * Recovery mode active, here, in order: its leader will notice. Without databases nothing can have been lost, and who is
 * in no cluster has lost nothing of it.
 */
function askForRecovery({ d }: CtdbdContext): Effect | undefined {
  if (d.generation === INVALID_GENERATION || Object.keys(d.databases).length === 0) return undefined;
  return { kind: "tell", op: "SET_RECMODE", body: { mode: "active" } };
}

/** An error of another node, for the client whose call it ends. */
function passErrorOn({ d }: CtdbdContext, e: CtdbdEvent): Effect | undefined {
  if (!("packet" in e)) return undefined;
  const { db, key, id } = e.packet;
  const call = d.databases[db]?.calls[id];
  if (call === undefined || call.key !== key) return undefined;
  return { kind: "answerClient", call: { pid: call.pid, id: call.clientCall, db, key }, status: -1 };
}

/** An error for a client that wants a record of a database that is not here. */
function refuse({ f }: CtdbdContext): Effect | undefined {
  return f.call === null ? undefined : { kind: "answerClient", call: f.call, status: -1 };
}

/**
 * Is this node in a recovery that is not done with the database? Persistent ones are written by commits alone, which wait
 * for its end.
 */
function isUnrecovered({ d }: CtdbdContext, e: CtdbdEvent): boolean {
  if (d.recoveryMode === "normal") return false;
  const database = "request" in e ? d.databases[e.request.body.db ?? ""] : undefined;
  const isRecovered = database?.mode === "none" && database.generation === d.generation;
  return !isRecovered || database.kind !== "volatile";
}

/** What migration loses as shipped, and how that is repaired. */
export const migrationAssumptions: readonly Assumption[] = [
  {
    name: "reconnected-peers-ask-for-recovery",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §6.7, P7",
    sentence:
      "Nodes that meet again, and those that are active again, ask for a recovery, or for another one: what was lost with their connection, or dropped by a node that was banned or stopped, is asked anew by nothing else.",
    overrides: [
      {
        id: "reconnected-peers-ask-for-recovery",
        chart: "connections",
        actions: { askForRecovery },
      },
      {
        id: "returning-nodes-ask-for-recovery",
        chart: "activity",
        // Who is told to continue, and was not stopped, has dropped nothing.
        actions: { askForRecovery: (c: CtdbdContext) => (hasOwnFlag(c.d, INACTIVE) ? askForRecovery(c) : undefined) },
      },
      {
        id: "reconnected-peers-ask-once-more",
        chart: "end-recovery",
        actions: {
          askOnceMore: (c: CtdbdContext): Effect | undefined =>
            c.d.metAgainUnder === c.d.generation ? askForRecovery(c) : undefined,
        },
      },
      {
        // A database that was thawed already may have lost a call in this recovery, and who waits for it may have a
        // record of one that is still to be frozen: only another recovery, with another generation, lets that go on.
        id: "reconnected-peers-end-the-recovery",
        chart: "databases",
        guards: {
          mustBeginAnew: (c: CtdbdContext, e: CtdbdEvent) =>
            "request" in e && e.request.body.generation === c.d.metAgainUnder,
        },
      },
    ],
  },
  {
    name: "errors-reach-their-client",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §1.4, §1.11",
    sentence:
      "A client is told of an error that ends its call: as shipped the call is forgotten, and the client waits for ever.",
    overrides: [
      { id: "errors-reach-their-client", chart: "records", actions: { passErrorOn } },
      { id: "errors-reach-their-client/own", chart: "client-call", actions: { passErrorOn: refuse } },
    ],
  },
  {
    name: "records-are-born-under-their-map",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §1.4, §2.3",
    sentence:
      "While the map is newer than a database no record of it is looked up by it: its new lmaster would begin a record that another node has.",
    overrides: [
      {
        id: "records-are-born-under-their-map",
        chart: "client-call",
        guards: {
          mapFits: (c: CtdbdContext) => {
            const database = c.d.databases[c.f.call?.db ?? ""];
            // As the helper first came, databases were newer than their map.
            if (recoveryDesigns[c.d.recovery].mapComesLast) return true;
            return database === undefined || database.generation === c.d.generation;
          },
        },
      },
    ],
  },
  {
    name: "revokes-keep-to-their-generation",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §1.6, §1.9",
    sentence:
      "Whoever calls copies to read back says under which generation, and a node that has another one refuses: as shipped a node that was left behind overwrites what the others have since, under a higher rsn.",
    overrides: [
      {
        id: "revokes-keep-to-their-generation",
        chart: "revoke",
        actions: {
          askUpdates: (c: CtdbdContext): Effect => askBack(c, { generation: databaseOf(c)?.generation ?? 0 }),
        },
      },
      {
        id: "revokes-keep-to-their-generation/other",
        chart: "transactions",
        guards: {
          isForeign: ({ d }: CtdbdContext, e: CtdbdEvent) =>
            "request" in e &&
            e.request.body.generation !== undefined &&
            e.request.body.generation !== d.databases[e.request.body.db ?? ""]?.generation,
        },
      },
    ],
  },
  {
    name: "recovered-copies-are-called-back",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §1.6",
    sentence:
      "A copy to read is called back as soon as its database is recovered: as shipped not before all of them are, so that a client with a record of a database that is still to be frozen, which wants to write what others may read in one that is thawed, waits for the recovery, and the recovery for it.",
    overrides: [
      { id: "recovered-copies-are-called-back", chart: "transactions", guards: { updatesNothing: isUnrecovered } },
    ],
  },
  {
    name: "dmasters-take-no-copy",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §1.6",
    sentence:
      "A dmaster gives itself no copy to read: called back, it loses its own flags, and who writes goes on though another node still reads its copy.",
    overrides: [
      {
        id: "dmasters-take-no-copy",
        chart: "peer-call",
        guards: {
          wantsRead: (c: CtdbdContext, e: CtdbdEvent) => c.f.packet?.asker !== c.d.pnn && wantsRead.test(c, e),
        },
      },
    ],
  },
];
