import { procedure } from "../chart/index.ts";
import {
  leaderGuards,
  type RecoverdChange,
  type RecoverdData,
  type RecoverdEffect,
  type RecoverdEvent,
  takeoverChanges,
  takeoverEffects,
  takeoverGuards,
} from "../leadership/index.ts";
import type { ProgramProcedure } from "../process/index.ts";
import { recoveryChanges, recoveryEffects, recoveryGuards } from "../recovery/index.ts";

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

const spec: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "takeover-run",
  sentence: "a leader's takeover run: peers keep still, the takeover helper works",
  source: "facts/ip-nfs.md §1.2; server/ctdb_recoverd.c do_takeover_run",
  guards: {
    takeoversDisabled: takeoverGuards.takeoversDisabled,
    takeoverInProgress: takeoverGuards.takeoverInProgress,
    notLeader: leaderGuards.notLeader,
    helperFailed: { ...recoveryGuards.helperFailed, sentence: "the takeover helper did not report success" },
    helperOverOrLeaderLost: {
      ...recoveryGuards.helperOverOrLeaderLost,
      sentence: "the takeover helper has answered or ended, or this node no longer leads",
    },
  },
  actions: {
    ...changes,
    ...effects,
    beginTakeover: takeoverChanges.beginTakeover,
    endTakeover: takeoverChanges.endTakeover,
    takeoverIsNeeded: takeoverChanges.takeoverIsNeeded,
    takeoverSucceeded: takeoverChanges.takeoverSucceeded,
    disablePeers: takeoverEffects.disablePeers,
    enablePeers: takeoverEffects.enablePeers,
  },
  ends: ["failed"],
  steps: [
    {
      name: "begin",
      sentence: "one run at a time, and none while another leader has forbidden it",
      exits: [
        { guard: "takeoverInProgress", actions: ["takeoverIsNeeded"], to: "failed" },
        { guard: "takeoversDisabled", actions: ["takeoverIsNeeded"], to: "failed" },
        { actions: ["beginTakeover"], to: "next" },
      ],
    },
    {
      name: "run-helper",
      sentence: "let the takeover helper work; kill it as soon as this node no longer leads",
      do: ["disablePeers", "newHelper", "spawnTakeoverHelper"],
      until: "helperOverOrLeaderLost",
      exits: [
        { guard: "notLeader", actions: ["killTakeoverHelper", "takeoverIsNeeded"], to: "end-failed" },
        { guard: "helperFailed", actions: ["takeoverIsNeeded"], to: "end-failed" },
        { actions: ["forgetHelper", "enablePeers", "takeoverSucceeded", "endTakeover"], to: "done" },
      ],
    },
    {
      name: "end-failed",
      sentence: "a run is needed until one succeeds",
      do: ["forgetHelper", "enablePeers", "endTakeover"],
      exits: [{ to: "failed" }],
    },
  ],
};

/** A takeover run as its recovery daemon makes it. */
export const takeoverRunChart = procedure(spec);
