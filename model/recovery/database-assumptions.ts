import type { Assumption } from "../assumptions/index.ts";
import { byRecovery } from "../database/index.ts";
import type { Effect } from "../effect/index.ts";
import type { RecoverdContext } from "../leadership/index.ts";
import type { CtdbdContext, CtdbdEvent } from "../node/index.ts";
import type { Context } from "../process/index.ts";
import { allLocks, type Pnn, realLocks, recoveryDesigns } from "../words/index.ts";
import { databaseGuards, mergePulled, pullWhole, pushMerged } from "./database-names.ts";
import { databasesGuards } from "./databases-names.ts";
import { epochsOf, wasAway } from "./epochs.ts";
import type { RecoveryHelperData } from "./recovery-helper-data.ts";
import { mergeSerially, pullWholeSerially, pushSerially } from "./serial-names.ts";

type HelperContext = Context<RecoveryHelperData>;

/** What a recovery of databases loses as shipped, and how that is repaired. */
export const databaseAssumptions: readonly Assumption[] = [
  {
    name: "thawed-databases-are-not-retried",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §6.4",
    sentence:
      "A database that was thawed on one node is recovered again only under another generation: a new attempt has the old one.",
    overrides: [
      {
        id: "thawed-databases-are-not-retried",
        chart: "recover-database",
        guards: {
          mayRetry: (c: HelperContext) => c.f.batch?.op !== "DB_THAW" && databaseGuards.mayRetry.test(c),
        },
      },
    ],
  },
  {
    name: "failed-databases-end-their-recovery",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §2.3",
    sentence:
      "A recovery ends as soon as it has given a database up: whoever waits for that one may keep another from being frozen.",
    overrides: [
      {
        id: "failed-databases-end-their-recovery",
        chart: "recovery-helper",
        guards: {
          databasesOver: (c: HelperContext) =>
            databasesGuards.aDatabaseFailed.test(c) || databasesGuards.databasesOver.test(c),
        },
      },
    ],
  },
  {
    name: "recoveries-heed-the-map",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §2.6",
    sentence:
      "A node lets a recovery change its databases only while its map is that recovery's: the helper of a former leader is served like any other.",
    overrides: [
      {
        id: "recoveries-heed-the-map",
        chart: "databases",
        guards: {
          otherRecovery: ({ d }: CtdbdContext, e: CtdbdEvent) => {
            const { ownGenerations, mapComesLast } = recoveryDesigns[d.recovery];
            if (!ownGenerations || mapComesLast || !("request" in e)) return false;
            const { generation } = e.request.body;
            // A serial recovery brings its map when all is done.
            return generation !== d.generation && generation !== d.commonTransaction;
          },
        },
      },
    ],
  },
  {
    name: "frozen-nodes-ask-for-recovery",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §2.6",
    sentence:
      "A node that is to freeze a database in recovery mode normal goes into recovery mode: as shipped the helper of a former leader that comes late recovers it under an old generation, or leaves it frozen where its further steps are refused, and nobody sees a reason to recover.",
    overrides: [
      {
        id: "frozen-nodes-ask-for-recovery",
        chart: "databases",
        actions: {
          // In order: the mode is told to the leader, and the timer that drops addresses is armed.
          askForRecovery: ({ d }: CtdbdContext): Effect | undefined =>
            d.recoveryMode === "normal" ? { kind: "tell", op: "SET_RECMODE", body: { mode: "active" } } : undefined,
        },
      },
    ],
  },
  {
    name: "generations-are-checked-last",
    kind: "repair",
    locks: realLocks,
    fact: "facts/leadership.md §6.4",
    sentence:
      "A node that has probed the lock looks at its databases again before its mode becomes normal: another recovery may have begun meanwhile, and what it has frozen nobody would thaw.",
    overrides: [{ id: "generations-are-checked-last", chart: "set-normal", guards: { overtaken } }],
  },
  {
    name: "deleted-records-are-pushed",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §6.5",
    sentence: "A recovery pushes deleted records too: where it ends half-way an old copy cannot come back.",
    overrides: [
      {
        id: "deleted-records-are-pushed",
        chart: "recover-database",
        actions: { askPushConfirm: (c: HelperContext) => pushMerged(c, true) },
      },
      {
        id: "deleted-records-are-pushed-serially",
        chart: "serial-recovery",
        actions: { askPush: (c: RecoverdContext) => pushSerially(c, true) },
      },
    ],
  },
  {
    name: "absent-nodes-do-not-count",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §6.9",
    sentence:
      "What a node holds that was away while others were recovered is not merged with what they have done since.",
    overrides: [
      {
        id: "absent-nodes-do-not-count",
        chart: "recover-database",
        actions: { merge: (c: HelperContext) => mergePulled(c, (pnn) => !wasAway(c.d.epochs, pnn, c.f.db)) },
      },
      {
        id: "absent-nodes-do-not-count-serially",
        chart: "serial-recovery",
        actions: { mergePulled: (c: RecoverdContext) => mergeSerially(c, attended(c)) },
      },
    ],
  },
  {
    name: "absent-nodes-break-no-tie",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §6.1",
    sentence:
      "A commit carries the number of the recovery it was made under, and the copy with the latest one is taken: what a node committed while it was away has a sequence number that compares to nothing.",
    overrides: [
      {
        id: "absent-nodes-break-no-tie",
        chart: "recover-database",
        actions: { askPullWhole: (c: HelperContext) => pullWhole(c, byRecovery) },
      },
      {
        id: "absent-nodes-break-no-tie-serially",
        chart: "serial-recovery",
        actions: { askPullWhole: (c: RecoverdContext) => pullWholeSerially(c, byRecovery) },
      },
    ],
  },
];

/** Has another recovery begun here? Either its map has come, or it has frozen databases, which the node did not freeze itself. */
function overtaken({ d }: CtdbdContext): boolean {
  return Object.values(d.databases).some(
    ({ generation, mode }) => generation !== d.generation || (!d.frozen && mode !== "none"),
  );
}

function attended(c: RecoverdContext): (pnn: Pnn) => boolean {
  const { answers, databases, index } = c.d.serial;
  const epochs = epochsOf(answers);
  return (pnn) => !wasAway(epochs, pnn, databases[index]?.name ?? "");
}
