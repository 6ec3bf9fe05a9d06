import { procedure, type StepSpec } from "../chart/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { databaseChanges, databaseEffects, databaseGuards, reportStep } from "./database-names.ts";
import type { RecoveryHelperData, RecoveryHelperEvent } from "./recovery-helper-data.ts";

/** All nodes answer, or the attempt has failed: at the node that failed first, if it `blames`. */
function barrier(name: string, sentence: string, actions: readonly string[], isBlamed = false): StepSpec {
  const blame = isBlamed ? { actions: ["blameFirst"] } : {};
  return { name, sentence, do: actions, until: "answered", exits: [{ guard: "anyFailed", ...blame, to: "fail" }] };
}

const spec: ProgramProcedure<RecoveryHelperData, RecoveryHelperEvent> = {
  id: "recover-database",
  sentence:
    "one database in a recovery: frozen, pulled, pushed, committed and thawed for itself, in up to three attempts",
  source: "facts/recovery.md §2.4; server/ctdb_recovery_helper.c recover_db_send",
  guards: { answered: waits.answered, anyFailed: waits.anyFailed, ...databaseGuards },
  actions: {
    ...databaseChanges,
    ...databaseEffects,
    reportFreeze: reportStep("freeze"),
    reportPull: reportStep("pull"),
    reportCommit: reportStep("commit"),
    reportThaw: reportStep("thaw"),
    reportRecovered: reportStep("recovered"),
    reportFailed: reportStep("failed"),
  },
  ends: ["failed"],
  steps: [
    barrier("name", "do all nodes mean the same database?", ["beginAttempt", "askName"]),
    { name: "look", sentence: "does anybody lack it?", exits: [{ guard: "nobodyLacks", to: "path" }] },
    barrier("attach", "attach it where it is lacking", ["askAttach"], true),
    barrier("path", "where is the file?", ["askPath"]),
    barrier("freeze", "until no client has a record of it locked, on any node", ["reportFreeze", "askFreeze"], true),
    barrier("start", "a transaction over each file; one that an earlier attempt left open is undone", ["askStart"]),
    {
      name: "choose-source",
      sentence: "a volatile database is put together from all nodes",
      do: ["reportPull"],
      exits: [{ guard: "isFullCopy", to: "compare" }],
    },
    {
      name: "pull",
      sentence: "pull from one node after the other, in the order of the list",
      do: ["askPull"],
      until: "answered",
      exits: [
        { guard: "anyFailed", actions: ["blameFirst"], to: "fail" },
        { guard: "moreToPull", actions: ["merge"], to: "pull" },
        { actions: ["merge"], to: "wipe" },
      ],
    },
    barrier("compare", "who has the latest copy?", ["askSequences"]),
    {
      name: "pull-whole",
      sentence: "pull from that one node",
      do: ["askPullWhole"],
      until: "answered",
      exits: [
        { guard: "anyFailed", actions: ["blameFirst"], to: "fail" },
        { actions: ["takeWhole"], to: "wipe" },
      ],
    },
    barrier("wipe", "empty all copies", ["askWipe"]),
    barrier("push", "announce what comes", ["askPushStart"]),
    barrier("confirm", "the same records everywhere", ["askPushConfirm"]),
    barrier("commit", "from here on the database has the new generation; not at once everywhere", [
      "reportCommit",
      "askCommit",
    ]),
    barrier("thaw", "clients of this database go on, whatever the others are at", ["reportThaw", "askThaw"]),
    { name: "succeed", sentence: "recovered", do: ["noteRecovered", "reportRecovered"], exits: [{ to: "done" }] },
    {
      name: "fail",
      sentence: "this attempt has failed: what it began stays as it is, and the next has the same generation",
      exits: [{ guard: "mayRetry", to: "name" }],
    },
    { name: "give-up", sentence: "no attempt is left", do: ["noteFailed", "reportFailed"], exits: [{ to: "failed" }] },
  ],
};

/** The recovery of one database, beside those of the others. */
export const recoverDatabaseChart = procedure(spec);
