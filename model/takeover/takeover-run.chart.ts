import { procedure, type StepSpec } from "../chart/index.ts";
import {
  leaderGuards,
  type RecoverdChange,
  type RecoverdData,
  type RecoverdEffect,
  type RecoverdEvent,
  type RecoverdGuard,
  takeoverChanges,
  takeoverEffects,
  takeoverGuards,
} from "../leadership/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { recoveryChanges, recoveryEffects, recoveryGuards } from "../recovery/index.ts";
import { designChanges, designEffects, designGuards } from "./takeover-design-names.ts";

const changes = {
  newHelper: { ...recoveryChanges.newHelper, sentence: "a new takeover helper is about to be started" },
  forgetHelper: { ...recoveryChanges.forgetHelper, sentence: "the takeover helper is done with" },
} as const satisfies Record<string, RecoverdChange>;

const effects = {
  spawnTakeoverHelper: {
    sentence: "start the takeover helper",
    effect: (c) => ({ kind: "spawn", program: "takeover-helper", handle: c.f.handle }),
  },
  killTakeoverHelper: {
    sentence: "SIGKILL to the takeover helper, close its pipe",
    effect: recoveryEffects.killRecoveryHelper.effect,
  },
} as const satisfies Record<string, RecoverdEffect>;

/** The helper works; `more` is done with it when it begins, and undone when it is over. */
function runHelper(more: readonly { readonly begin: string; readonly end: string }[]): StepSpec {
  const over = more.map(({ end }) => end);
  return {
    name: "run-helper",
    sentence: "let the takeover helper work; kill it as soon as this node no longer leads",
    do: ["disablePeers", "newHelper", ...more.map(({ begin }) => begin), "spawnTakeoverHelper"],
    until: "helperOverOrLeaderLost",
    exits: [
      { guard: "notLeader", actions: ["killTakeoverHelper", "takeoverIsNeeded"], to: "end-failed" },
      { guard: "helperFailed", actions: ["takeoverIsNeeded"], to: "end-failed" },
      {
        actions: [...over, "forgetHelper", "enablePeers", "takeoverSucceeded", "forgetServed", "endTakeover"],
        to: "done",
      },
    ],
  };
}

function endFailed(actions: readonly string[]): StepSpec {
  return { name: "end-failed", sentence: "a run is needed until one succeeds", do: actions, exits: [{ to: "failed" }] };
}

const guards = {
  notLeader: leaderGuards.notLeader,
  helperFailed: { ...recoveryGuards.helperFailed, sentence: "the takeover helper did not report success" },
  helperOverOrLeaderLost: {
    ...recoveryGuards.helperOverOrLeaderLost,
    sentence: "the takeover helper has answered or ended, or this node no longer leads",
  },
} as const satisfies Record<string, RecoverdGuard>;

const endings = {
  ...changes,
  ...effects,
  endTakeover: takeoverChanges.endTakeover,
  takeoverIsNeeded: takeoverChanges.takeoverIsNeeded,
  takeoverSucceeded: takeoverChanges.takeoverSucceeded,
  forgetServed: takeoverChanges.forgetServed,
  disablePeers: takeoverEffects.disablePeers,
  enablePeers: takeoverEffects.enablePeers,
} as const;

const spec: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "takeover-run",
  sentence: "a leader's takeover run: peers keep still, the takeover helper works",
  source: "facts/ip-nfs.md §1.2; server/ctdb_recoverd.c do_takeover_run",
  guards: {
    takeoversDisabled: takeoverGuards.takeoversDisabled,
    takeoverInProgress: takeoverGuards.takeoverInProgress,
    returned: waits.returned,
    ...designGuards,
    ...guards,
  },
  actions: {
    ...endings,
    beginTakeover: takeoverChanges.beginTakeover,
    takeForced: takeoverChanges.takeForced,
    ...designEffects,
  },
  ends: ["failed"],
  steps: [
    {
      name: "begin",
      sentence: "one run at a time, and none while another leader has forbidden it",
      exits: [
        { guard: "takeoverInProgress", actions: ["takeoverIsNeeded"], to: "failed" },
        { guard: "takeoversDisabled", actions: ["takeoverIsNeeded"], to: "failed" },
        { guard: "goesOnBeside", actions: ["beginTakeover", "takeForced", "beginBeside"], to: "done" },
        { guard: "isInline", actions: ["beginTakeover", "takeForced"], to: "run-inline" },
        { actions: ["beginTakeover", "takeForced"], to: "next" },
      ],
    },
    runHelper([]),
    endFailed(["forgetHelper", "enablePeers", "endTakeover"]),
    {
      name: "run-inline",
      sentence: "nobody but the recovery daemon itself (up to 4.5)",
      do: ["disablePeers", "callInline"],
      until: "returned",
      exits: [
        { guard: "inlineFailed", actions: ["takeoverIsNeeded", "enablePeers", "endTakeover"], to: "failed" },
        { actions: ["enablePeers", "takeoverSucceeded", "forgetServed", "endTakeover"], to: "done" },
      ],
    },
  ],
};

/** A takeover run as its recovery daemon makes it. */
export const takeoverRunChart = procedure(spec);

const beside: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "takeover-beside",
  sentence: "a takeover run beside the main loop: peers keep still, a process of its own works",
  source: "seed 002 (IP allocation daemon?); facts/ip-nfs.md §1.2",
  guards,
  actions: { ...endings, ...designChanges },
  ends: ["failed"],
  steps: [
    runHelper([{ begin: "noteTakeoverHelper", end: "forgetTakeoverHelper" }]),
    endFailed(["forgetTakeoverHelper", "forgetHelper", "enablePeers", "endTakeover"]),
  ],
};

/** A takeover run that nobody waits for; a recovery calls it off. */
export const takeoverBesideChart = procedure(beside);
