import type { StepSpec } from "../chart/index.ts";

const failedEndsPass = { guard: "anyFailed", to: "rest" } as const;

/** 11: are this node's own addresses where they should be? Nothing is mended here: the leader is asked for a run. */
export function addressSteps(next: string): readonly StepSpec[] {
  return [
    {
      name: "check-takeovers",
      sentence: "its own addresses are looked at in recovery mode normal only, and while no run moves them",
      exits: [{ guard: "addressesUnchecked", to: next }],
    },
    {
      name: "fetch-addresses",
      sentence: "which addresses does its daemon know, and whose are they?",
      do: ["askAddresses"],
      until: "answered",
      exits: [{ guard: "anyFailed", to: next }],
    },
    {
      name: "compare-addresses",
      sentence: "what the kernel has is what the daemon serves, and nothing it could serve is nobody's",
      do: ["listInterfaces"],
      exits: [{ guard: "addressesInOrder", to: next }],
    },
    {
      name: "ask-for-takeover",
      sentence: "something is amiss",
      do: ["noteInterfaces", "askForTakeover"],
      exits: [{ to: next }],
    },
  ];
}

/** The passes of the main loop, in CTDB's order (facts/leadership.md §4.2; the numbers are its steps). */
export const mainLoopSteps: readonly StepSpec[] = [
  // 1, 2: a dead ctdbd is seen by the closed pipe (rule DAEMON_GONE).
  { name: "ping-daemon", sentence: "ping its daemon", do: ["beginPass", "armLoop", "pingDaemon"] },
  // 3
  {
    name: "check-election",
    sentence: "during an election nothing else runs, not even a refresh of the view",
    exits: [{ guard: "electionInProgress", to: "rest" }],
  },
  // 4
  {
    name: "arm-timers",
    sentence: "announcements and the leader time-out must be running",
    do: ["armBroadcastIfAbsent", "armLeaderTimeoutIfAbsent"],
  },
  // 5
  {
    name: "fetch-tunables",
    sentence: "refresh the tunables",
    do: ["askTunables"],
    until: "answered",
    exits: [failedEndsPass],
  },
  {
    name: "fetch-run-state",
    sentence: "refresh the run state",
    do: ["askRunState"],
    until: "answered",
    exits: [failedEndsPass],
  },
  // 6
  {
    name: "fetch-nodemap",
    sentence: "refresh the flags of all nodes, its own among them",
    do: ["askNodemap"],
    until: "answered",
    exits: [failedEndsPass],
  },
  // 7
  {
    name: "ban-culprits",
    sentence: "ban nodes with too many credits",
    do: ["storeNodemap", "banCulprits", "forgetPunished"],
    until: "answered",
    exits: [{ guard: "selfIsOver", actions: ["forgetOwn"], to: "rest" }],
  },
  // 8
  {
    name: "fetch-recovery-mode",
    sentence: "refresh its own recovery mode",
    do: ["askRecoveryMode"],
    until: "answered",
    exits: [failedEndsPass],
  },
  // 9
  {
    name: "check-inactive",
    sentence: "an inactive node only freezes itself",
    do: ["storeRecoveryMode"],
    exits: [{ guard: "inactive", actions: ["becomeYoung"], to: "enter-recovery-mode" }],
  },
  // 10
  {
    name: "fetch-capabilities",
    sentence: "refresh the capabilities of all active nodes; one that is silent holds this up",
    do: ["noteThawed", "askCapabilities"],
    until: "answered",
    exits: [failedEndsPass],
  },
  {
    name: "note-capabilities",
    sentence: "who may lead, and who is to know where records are",
    do: ["storeLeaderRole", "storeLmasters"],
  },
  ...addressSteps("check-leader"),
  // 12
  {
    name: "check-leader",
    sentence: "the rest is the leader's business",
    exits: [{ guard: "notLeader", actions: ["forgetMembers", "forgetRequests", "forgetForced"], to: "rest" }],
  },
  // 13
  {
    name: "fetch-nodemaps",
    sentence: "ask all connected nodes how they see the flags",
    do: ["askPeersNodemaps"],
    until: "answered",
    exits: [{ guard: "anyFailed", actions: ["blameSilent", "reportCredits"], to: "rest" }],
  },
  // 14
  {
    name: "compare-flags",
    sentence: "find out where the views differ",
    do: ["findDisagreements"],
    exits: [{ guard: "viewsAgree", to: "fetch-vnnmap" }],
  },
  {
    name: "push-flags",
    sentence: "correct the views",
    do: ["pushFlags"],
    until: "answered",
    exits: [failedEndsPass, { actions: ["agree"], to: "next" }],
  },
  // 16 (15, a changed number of nodes, is not modelled)
  {
    name: "fetch-vnnmap",
    sentence: "refresh its own generation and map",
    do: ["askVnnmap"],
    until: "answered",
    exits: [failedEndsPass],
  },
  // 17
  {
    name: "check-need",
    sentence: "a recovery that did not succeed is tried again",
    do: ["storeVnnmap"],
    exits: [{ guard: "needsRecovery", to: "recover" }],
  },
  // 18
  {
    name: "fetch-recovery-modes",
    sentence: "is anybody in recovery mode?",
    do: ["askRecoveryModes"],
    until: "answered",
    exits: [{ guard: "somebodyActive", to: "recover" }, failedEndsPass],
  },
  // 19
  {
    name: "check-lock",
    sentence: "a leader holds the lock",
    exits: [{ guard: "lockMissing", actions: ["blameSelfForLock", "reportCredits"], to: "recover" }],
  },
  // 20
  {
    name: "check-disabled",
    sentence: "while recoveries are disabled nothing more is compared",
    exits: [{ guard: "recoveriesDisabled", to: "check-takeover" }],
  },
  // 22 (21, other node lists, is not modelled)
  {
    name: "compare-map-size",
    sentence: "the map has as many nodes as there are active lmasters",
    exits: [
      { guard: "mapSizeDiffers", actions: ["blameSelfForMap", "reportCredits"], to: "recover" },
      { guard: "memberIsGone", to: "recover" },
    ],
  },
  {
    name: "compare-map",
    sentence: "every active lmaster is in the map",
    exits: [{ guard: "nodeNotInMap", actions: ["blameMissing", "reportCredits"], to: "recover" }],
  },
  // 23
  {
    name: "fetch-vnnmaps",
    sentence: "ask all active nodes for generation and map",
    do: ["askVnnmaps"],
    until: "answered",
    exits: [
      failedEndsPass,
      { guard: "somebodyDiffers", actions: ["blameDiffering", "reportCredits"], to: "recover" },
      { actions: ["noteMembers"], to: "next" },
    ],
  },
  // 24
  {
    name: "check-takeover",
    sentence: "a takeover run that failed, or was asked for, is made",
    exits: [{ guard: "takeoverDone", to: "rest" }],
  },
  {
    name: "take-over",
    sentence: "addresses go to where they belong",
    do: ["takeRequests", "callTakeover"],
    until: "returned",
    exits: [{ to: "rest" }],
  },
  // Ways out of a pass.
  { name: "recover", sentence: "recover", do: ["callRecovery"], until: "returned" },
  { name: "rest", sentence: "wait for the next pass", until: "loopIsDue", exits: [{ to: "ping-daemon" }] },
  {
    name: "enter-recovery-mode",
    sentence: "an inactive node is in recovery mode",
    exits: [{ guard: "inRecoveryMode", to: "freeze" }],
  },
  {
    name: "set-own-recovery-mode",
    sentence: "put its own daemon into recovery mode",
    do: ["setOwnRecoveryMode"],
    until: "answered",
    exits: [
      { guard: "anyFailed", to: "rest" },
      { guard: "freezesAnew", to: "freeze-once" },
    ],
  },
  { name: "freeze", sentence: "an inactive node is frozen", exits: [{ guard: "frozenAlready", to: "rest" }] },
  {
    name: "freeze-once",
    sentence: "freeze its databases",
    do: ["freeze"],
    until: "answered",
    exits: [failedEndsPass, { actions: ["noteFrozen"], to: "rest" }],
  },
];
