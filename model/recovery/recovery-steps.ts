import type { StepSpec } from "../chart/index.ts";

/** The steps of do_recovery, in CTDB's order (facts/leadership.md §4.3, HEAD). */
export const recoverySteps: readonly StepSpec[] = [
  {
    name: "refresh-view",
    sentence: "refresh flags, its own among them (bug 16082)",
    do: ["askNodemap"],
    until: "answered",
    exits: [{ guard: "anyFailed", to: "failed" }],
  },
  {
    name: "check-eligible",
    sentence: "a node that can no longer lead runs no recovery",
    do: ["storeNodemap"],
    exits: [{ guard: "cannotLead", actions: ["reportCannotLead"], to: "aborted" }],
  },
  {
    name: "check-leader",
    sentence: "only the leader recovers",
    exits: [{ guard: "notLeader", actions: ["reportNotLeader"], to: "aborted" }],
  },
  { name: "mark-needed", sentence: "it is needed until it succeeds", do: ["markNeeded"] },
  {
    name: "begin-operation",
    sentence: "not while recoveries are disabled",
    exits: [
      { guard: "recoveriesDisabled", to: "aborted" },
      { actions: ["reportBegin", "beginOperation", "callOffTakeover"], to: "next" },
    ],
  },
  {
    name: "check-election",
    sentence: "not during an election",
    exits: [{ guard: "electionInProgress", actions: ["reportElection", "endOperation"], to: "aborted" }],
  },
  {
    name: "ban-culprits",
    sentence: "ban nodes with too many credits first",
    do: ["banCulprits", "forgetPunished"],
    until: "answered",
    exits: [{ guard: "selfIsOver", actions: ["forgetOwn", "endOperation"], to: "aborted" }],
  },
  {
    name: "check-lock",
    sentence: "a leader without the lock bans itself",
    exits: [{ guard: "lockMissing", to: "ban-self" }],
  },
  {
    name: "fetch-capabilities",
    sentence: "who may lead, and who is to know where records are?",
    do: ["askLeaderRoles"],
    until: "answered",
    exits: [{ guard: "anyFailed", actions: ["endOperationEarly"], to: "failed" }],
  },
  {
    name: "push-flags",
    sentence: "everybody shall see the same flags",
    do: ["storeLeaderRoles", "storeLmasters", "storeCapable", "pushAllFlags"],
    until: "answered",
    exits: [{ guard: "anyFailed", actions: ["endOperationEarly"], to: "failed" }],
  },
  {
    name: "choose-design",
    sentence: "who recovers the databases, and how?",
    exits: [{ guard: "isParallel", to: "run-helper" }],
  },
  {
    name: "recover-serially",
    sentence: "the recovery daemon itself, one database after another (up to 4.3)",
    do: ["callSerial"],
    until: "returned",
    exits: [
      { guard: "notLeader", actions: ["reportLeaderLost", "endOperation"], to: "failed" },
      { guard: "serialFailed", actions: ["endOperation"], to: "failed" },
      { to: "take-over" },
    ],
  },
  {
    name: "run-helper",
    sentence: "let the recovery helper work; kill it as soon as this node no longer leads (6e588913dd5)",
    do: ["newHelper", "spawnRecoveryHelper"],
    until: "helperOverOrLeaderLost",
    exits: [
      {
        guard: "notLeader",
        actions: ["reportLeaderLost", "killRecoveryHelper", "forgetHelper", "endOperation"],
        to: "failed",
      },
      { guard: "helperFailed", actions: ["forgetHelper", "endOperation"], to: "failed" },
      { actions: ["forgetHelper"], to: "next" },
    ],
  },
  {
    name: "take-over",
    sentence: "addresses go to where they belong",
    do: ["callTakeover"],
    until: "returned",
    exits: [{ guard: "notLeader", actions: ["reportLeaderLost", "endOperation"], to: "failed" }, { to: "finish" }],
  },
  {
    name: "finish",
    sentence: "a completed recovery is told to all clients, clears the credits and holds off the next",
    do: ["tellReconfigured", "markDone", "noteMembers", "forgetAll", "endOperation", "disableRecoveries"],
    exits: [{ to: "done" }],
  },
  {
    name: "ban-self",
    sentence: "ban itself for RecoveryBanPeriod",
    do: ["reportNoLock", "banSelfForLock"],
    until: "answered",
    exits: [{ actions: ["endOperation"], to: "aborted" }],
  },
];
