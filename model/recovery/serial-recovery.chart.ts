import { procedure, type StepExit, type StepSpec } from "../chart/index.ts";
import { creditEffects, leaderGuards, type RecoverdData, type RecoverdEvent } from "../leadership/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { recoveryGuards } from "./recovery-names.ts";
import { reportAll, serialChanges, serialEffects, serialGuards } from "./serial-names.ts";

const unlessLost: StepExit = { guard: "notLeader", to: "fail" };
const unlessFailed: StepExit = { guard: "anyFailed", to: "fail" };
const unlessScripts: StepExit = { guard: "anyFailed", actions: ["blameOnce", "reportCredits"], to: "fail" };
const unlessBlamed: StepExit = { guard: "anyFailed", actions: ["blameAll", "reportCredits"], to: "fail" };

/** All nodes answer, or the recovery has failed. */
function barrier(name: string, sentence: string, actions: readonly string[], ...more: readonly StepExit[]): StepSpec {
  const exits = more.length === 0 ? [unlessLost, unlessFailed] : [unlessLost, ...more];
  return { name, sentence, do: actions, until: "answeredOrLeaderLost", exits };
}

const steps: readonly StepSpec[] = [
  barrier("fetch-databases", "which databases are there?", [
    "drawGeneration",
    "takeGeneration",
    "reportStarted",
    "askDatabases",
  ]),
  { name: "store-databases", sentence: "who lacks one?", do: ["storeDatabases"] },
  {
    name: "look-for-missing",
    sentence: "what a node lacks is attached first, one database after the other",
    exits: [{ guard: "noneMissing", to: "set-priorities" }],
  },
  barrier("attach", "where it is lacking", ["askAttach"], unlessFailed, {
    actions: ["nextMissing"],
    to: "look-for-missing",
  }),
  barrier("set-priorities", "in which order are they frozen?", ["setPriorities"]),
  barrier("set-active", "everybody in recovery mode", ["setActive"]),
  barrier(
    "freeze",
    "one priority after another: nobody goes on before all nodes have frozen the one before",
    ["nextPriority", "reportFreeze", "askFreeze"],
    unlessBlamed,
    { guard: "morePriorities", to: "freeze" },
  ),
  barrier("start-recovery", "scripts may prepare", ["countRecovery", "startRecovery"], unlessScripts),
  barrier("set-own-map", "a generation that no other node has, on the leader", ["setOwnVnnmap"], unlessFailed, {
    guard: "oneGeneration",
    to: "start-transactions",
  }),
  {
    name: "draw-early",
    sentence: "what a commit gives its database is the generation that clients get: it is drawn now",
    do: ["drawGeneration", "takeGeneration"],
  },
  barrier("start-transactions", "over all databases", ["startTransactions"], {
    guard: "anyFailed",
    actions: ["blameAll", "reportCredits"],
    to: "cancel",
  }),
  {
    name: "choose",
    sentence: "one database after the other",
    exits: [
      { guard: "noMoreDatabases", to: "commit" },
      { guard: "isFullCopy", to: "compare" },
    ],
  },
  barrier(
    "pull",
    "from one node after the other",
    ["reportPull", "askPull"],
    unlessBlamed,
    { guard: "moreToPull", actions: ["mergePulled"], to: "pull" },
    { actions: ["mergePulled"], to: "wipe" },
  ),
  barrier("compare", "who has the latest copy?", ["askSequences"]),
  barrier("pull-whole", "from that one node", ["askPullWhole"], unlessBlamed, { actions: ["takeWhole"], to: "wipe" }),
  barrier("wipe", "empty all copies", ["askWipe"]),
  barrier("push", "the same records everywhere", ["askPush"], unlessFailed, {
    actions: ["nextDatabase"],
    to: "choose",
  }),
  barrier(
    "commit",
    "all databases on all nodes",
    ["reportCommit", "commitTransactions"],
    unlessFailed,
    { guard: "oneGeneration", to: "draw-late" },
    { to: "set-map" },
  ),
  {
    name: "draw-late",
    sentence: "clients get another generation than the transactions had",
    do: ["drawGeneration", "takeGeneration"],
  },
  barrier("set-map", "a generation that clients get, and the map of who is there", ["setVnnmap"]),
  barrier("set-normal", "only now everything is thawed, and calls are sent anew", ["reportThaw", "setNormal"]),
  barrier("end-recovery", "scripts may follow up", ["endRecovery"], unlessScripts),
  {
    name: "succeed",
    sentence: "all barriers are passed",
    do: ["reportRecovered", "reportCompleted"],
    exits: [{ to: "done" }],
  },
  {
    name: "cancel",
    sentence: "what was begun is undone",
    do: ["cancelTransactions"],
    until: "answeredOrLeaderLost",
  },
  { name: "fail", sentence: "a barrier was not passed", do: ["reportFailed"], exits: [{ to: "failed" }] },
];

const { isParallel: _chosenBefore, serialFailed: _askedAfter, ...guards } = serialGuards;
const { callSerial: _calledBefore, ...effects } = serialEffects;

const spec: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "serial-recovery",
  sentence: "all databases frozen, recovered one after another, and thawed together at the end",
  source: "facts/recovery.md §2.5; server/ctdb_recoverd.c do_recovery (4.3)",
  guards: {
    answeredOrLeaderLost: recoveryGuards.answeredOrLeaderLost,
    anyFailed: waits.anyFailed,
    notLeader: leaderGuards.notLeader,
    ...guards,
  },
  actions: {
    ...serialChanges,
    ...effects,
    reportCredits: creditEffects.reportCredits,
    reportFreeze: reportAll("freeze"),
    reportPull: reportAll("pull"),
    reportCommit: reportAll("commit"),
    reportThaw: reportAll("thaw"),
    reportRecovered: reportAll("recovered"),
  },
  ends: ["failed"],
  steps,
};

/** The recovery of the databases up to 4.3. */
export const serialRecoveryChart = procedure(spec);
