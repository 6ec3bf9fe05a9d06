import type { Assumption } from "../assumptions/index.ts";
import type { Effect } from "../effect/index.ts";
import type { CtdbdContext } from "../node/index.ts";
import { allLocks, INVALID_GENERATION } from "../words/index.ts";

/** Recovery mode active, here, in order: its leader will notice. Without databases nothing can have been lost. */
function askForRecovery({ d }: CtdbdContext): Effect | undefined {
  if (Object.keys(d.databases).length === 0) return undefined;
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
      "Nodes that meet again ask for a recovery: what was lost with their connection is asked anew by nothing else.",
    overrides: [
      {
        id: "reconnected-peers-ask-for-recovery",
        chart: "connections",
        actions: {
          askForRecovery: (c: CtdbdContext): Effect | undefined =>
            c.d.generation !== INVALID_GENERATION ? askForRecovery(c) : undefined,
        },
      },
      {
        id: "reconnected-peers-ask-once-more",
        chart: "end-recovery",
        actions: {
          askOnceMore: (c: CtdbdContext): Effect | undefined => (c.d.hasMetAgain ? askForRecovery(c) : undefined),
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
            return database === undefined || database.generation === c.d.generation;
          },
        },
      },
    ],
  },
];
