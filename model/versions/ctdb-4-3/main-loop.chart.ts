import { procedure, type StepSpec } from "../../chart/index.ts";
import {
  addressSteps,
  creditChanges,
  creditEffects,
  creditGuards,
  leaderEffects,
  leaderGuards,
  lockChanges,
  lockGuards,
  loopChanges,
  loopEffects,
  loopGuards,
  mainLoopSteps,
  type RecoverdData,
  type RecoverdEvent,
  takeoverChanges,
  takeoverEffects,
  takeoverGuards,
  viewChanges,
} from "../../leadership/index.ts";
import { type ProgramProcedure, waits } from "../../process/index.ts";
import { oldChanges, oldEffects, oldGuards } from "./names.ts";

const failedEndsPass = { guard: "anyFailed", to: "rest" } as const;

/** Which path has the lock? Asked for in every pass, because it can be changed at run time. */
const lockPath: readonly StepSpec[] = [
  {
    name: "fetch-lock-path",
    sentence: "refresh the path of the lock",
    do: ["storeRunState", "askLockPath"],
    until: "answered",
    exits: [failedEndsPass],
  },
  {
    name: "compare-lock-path",
    sentence: "another path is another lock",
    exits: [
      { guard: "samePath", to: "fetch-nodemap" },
      { guard: "lockHeld", to: "drop-lock" },
      { actions: ["storeLockPath"], to: "fetch-nodemap" },
    ],
  },
  {
    name: "drop-lock",
    sentence: "let go of the lock on the old path",
    do: ["reportReleased", "closeLockFile"],
    until: "ioDone",
    exits: [{ actions: ["forgetLock", "storeLockPath"], to: "next" }],
  },
];

/** validate_recovery_master: the six cases, without the one of a number beyond the node list. */
const validate: readonly StepSpec[] = [
  {
    name: "check-leader-known",
    sentence: "an election if it knows no leader, or one that has no role or is not there",
    do: ["storeLeaderRoles", "storeLmasters"],
    exits: [
      { guard: "leaderIsUnknown", actions: ["becauseNobody"], to: "elect" },
      { guard: "leaderLacksRole", actions: ["becauseOfRole"], to: "elect" },
      { guard: "leaderUnreachable", actions: ["becauseUnreachable"], to: "elect" },
    ],
  },
  {
    name: "fetch-leaders-nodemap",
    sentence: "an election if the leader says of itself that it is inactive",
    do: ["askLeaderNodemap"],
    until: "answered",
    exits: [
      failedEndsPass,
      { guard: "leaderInactive", actions: ["noteLeaderInactive", "becauseInactive"], to: "elect" },
    ],
  },
  {
    name: "fetch-leaders-leader",
    sentence: "an election if the leader believes in somebody else: only with leader-believes-in-itself",
    do: ["askLeader"],
    until: "answered",
    exits: [failedEndsPass, { guard: "leaderDissents", actions: ["becauseDissent"], to: "elect" }],
  },
  ...addressSteps("check-leader"),
  {
    name: "check-leader",
    sentence: "the rest is the leader's business",
    exits: [{ guard: "notLeader", actions: ["forgetRequests", "forgetForced"], to: "rest" }],
  },
  {
    name: "fetch-leaders",
    sentence: "verify_recmaster: an election if an active node believes in somebody else",
    do: ["reportClaim", "askLeaders"],
    until: "answered",
    exits: [
      {
        guard: "somebodyDissents",
        actions: ["blameDissenters", "reportCredits", "becauseDissent"],
        to: "elect",
      },
      failedEndsPass,
    ],
  },
];

const elect: StepSpec = {
  name: "elect",
  sentence: "hold an election",
  do: ["callElection"],
  until: "returned",
  exits: [{ to: "rest" }],
};

/** Steps of HEAD for which others stand. */
const replaced = new Set(["arm-timers", "note-capabilities", ...addressSteps("").map(({ name }) => name)]);

/** The steps of HEAD, with what it had instead of announcements and helpers. */
const steps = mainLoopSteps.flatMap((step): readonly StepSpec[] => {
  if (replaced.has(step.name)) return [];
  if (step.name === "fetch-nodemap") return [...lockPath, step];
  if (step.name === "check-leader") return validate;
  return step.name === "enter-recovery-mode" ? [elect, step] : [step];
});

const { storeLeaderRole: _ownRole, ...views } = viewChanges;

const spec: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "main-loop",
  sentence: "the recovery daemon's main loop: is the leader still one, and if that is this node, is a recovery needed",
  source: "facts/leadership.md §5; server/ctdb_recoverd.c main_loop (4.3)",
  guards: {
    ...loopGuards,
    ...creditGuards,
    takeoverDone: takeoverGuards.takeoverDone,
    addressesUnchecked: takeoverGuards.addressesUnchecked,
    addressesInOrder: takeoverGuards.addressesInOrder,
    answered: waits.answered,
    anyFailed: waits.anyFailed,
    returned: waits.returned,
    ioDone: waits.ioDone,
    electionInProgress: leaderGuards.electionInProgress,
    notLeader: leaderGuards.notLeader,
    lockMissing: lockGuards.lockMissing,
    lockHeld: lockGuards.lockHeld,
    samePath: oldGuards.samePath,
    leaderIsUnknown: oldGuards.leaderIsUnknown,
    leaderLacksRole: oldGuards.leaderLacksRole,
    leaderUnreachable: oldGuards.leaderUnreachable,
    leaderInactive: oldGuards.leaderInactive,
    leaderDissents: oldGuards.leaderDissents,
    somebodyDissents: oldGuards.somebodyDissents,
  },
  actions: {
    beginPass: loopChanges.beginPass,
    takeRequests: takeoverChanges.takeRequests,
    forgetRequests: takeoverChanges.forgetRequests,
    forgetForced: takeoverChanges.forgetForced,
    noteInterfaces: takeoverChanges.noteInterfaces,
    callTakeover: takeoverEffects.callTakeover,
    askAddresses: takeoverEffects.askAddresses,
    listInterfaces: takeoverEffects.listInterfaces,
    askForTakeover: takeoverEffects.askForTakeover,
    ...loopEffects,
    ...views,
    forgetLock: lockChanges.forgetLock,
    blameSilent: creditChanges.blameSilent,
    blameSelfForLock: creditChanges.blameSelfForLock,
    forgetPunished: creditChanges.forgetPunished,
    forgetOwn: creditChanges.forgetOwn,
    banCulprits: creditEffects.banCulprits,
    reportCredits: creditEffects.reportCredits,
    callElection: leaderEffects.callElection,
    becauseNobody: oldChanges.becauseNobody,
    becauseOfRole: oldChanges.becauseOfRole,
    becauseUnreachable: oldChanges.becauseUnreachable,
    becauseInactive: oldChanges.becauseInactive,
    becauseDissent: oldChanges.becauseDissent,
    storeLeaderRoles: oldChanges.storeLeaderRoles,
    storeRunState: oldChanges.storeRunState,
    storeLockPath: oldChanges.storeLockPath,
    noteLeaderInactive: oldChanges.noteLeaderInactive,
    blameDissenters: oldChanges.blameDissenters,
    askLockPath: oldEffects.askLockPath,
    askLeaderNodemap: oldEffects.askLeaderNodemap,
    askLeader: oldEffects.askLeader,
    askLeaders: oldEffects.askLeaders,
    reportClaim: oldEffects.reportClaim,
    reportReleased: oldEffects.reportReleased,
    closeLockFile: oldEffects.closeLockFile,
  },
  steps,
};

/** The main loop of 4.3. */
export const mainLoop43 = procedure(spec);
