import type { Assumption } from "../assumptions/index.ts";
import type { Effect } from "../effect/index.ts";
import type { CtdbdContext, CtdbdEvent } from "../node/index.ts";
import { allLocks, INVALID_GENERATION, recoveryDesigns } from "../words/index.ts";
import { wantsRead } from "./revoke-names.ts";

/**
 * Recovery mode active, here, in order: its leader will notice. Without databases nothing can have been lost, and who is
 * in no cluster has lost nothing of it.
 */
function askForRecovery({ d }: CtdbdContext): Effect | undefined {
  if (d.generation === INVALID_GENERATION || Object.keys(d.databases).length === 0) return undefined;
  return { kind: "tell", op: "SET_RECMODE", body: { mode: "active" } };
}

/** What migration loses as shipped, and how that is repaired. */
export const migrationAssumptions: readonly Assumption[] = [
  {
    name: "reconnected-peers-ask-for-recovery",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §6.7, P7",
    sentence:
      "Nodes that meet again ask for a recovery, or for another one: what was lost with their connection is asked anew by nothing else.",
    overrides: [
      {
        id: "reconnected-peers-ask-for-recovery",
        chart: "connections",
        actions: { askForRecovery },
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
    name: "records-are-born-under-their-map",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §1.2, §2.3",
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
