import { procedure } from "../chart/index.ts";
import type { ProgramChart, ProgramProcedure } from "../process/index.ts";
import { memberCallChanges, memberCallEffects, memberCallGuards } from "./grace-member-calls.ts";
import type { GraceMemberData, GraceMemberEvent } from "./grace-member-data.ts";
import { memberChanges, memberEffects, memberGuards } from "./grace-member-names.ts";
import { graceSteps } from "./grace-member-steps.ts";

const spec: ProgramProcedure<GraceMemberData, GraceMemberEvent> = {
  id: "grace-member",
  sentence: "how the NFS server of an address begins, enters and leaves the grace that it shares with all others",
  source: "facts/ip-nfs.md §5.6; rados_grace.c, recovery_rados_cluster.c, nfs4_recovery.c",
  guards: memberGuards,
  actions: { ...memberChanges, ...memberEffects },
  steps: graceSteps,
};

/** What the NFS server of an address does, grace after grace. */
export const graceMemberChart = procedure(spec);

/** What reaches the server of an address. */
export const graceMemberRules: ProgramChart<GraceMemberData, GraceMemberEvent> = {
  id: "grace-member-process",
  sentence: "how the NFS server of an address answers its clients, and what the store tells it",
  source: "facts/ip-nfs.md §5.3, §5.6",
  initial: "serving",
  guards: memberCallGuards,
  actions: { ...memberCallChanges, ...memberCallEffects },
  states: {
    serving: {
      sentence: "serves",
      on: {
        LOCK_CALL: [
          { guard: "isClosed" },
          { guard: "saysDone", actions: ["noteDone", "armLease", "answerGranted"] },
          { guard: "isStale", actions: ["answerStale"] },
          { guard: "isRenewal", actions: ["armLease", "answerGranted"] },
          { guard: "mustWait", actions: ["armLease", "answerGrace"] },
          { guard: "isTooLate", actions: ["answerNoGrace"] },
          { guard: "hasNoRight", actions: ["answerNoRight"] },
          { actions: ["armLease", "notePassed", "pass"] },
        ],
        FILE_SYSTEM: [
          { guard: "isRecovering", actions: ["noteBack", "answerLater"] },
          { guard: "isUnlocked", actions: ["noteBack", "noteUnlock", "forgetClient", "answerGranted"] },
          { guard: "isRefused", actions: ["noteBack", "answerDenied"] },
          { actions: ["noteBack", "noteLock", "recordClient", "answerGranted"] },
        ],
        CALLOUT: { actions: "noteCallout" },
        GRACE_READ: { actions: "noteGrace" },
        GRACE_WRITTEN: { actions: "noteWritten" },
        CLIENTS: { actions: "noteClients" },
        DISCARDED: { actions: "noteAnswered" },
        GRACE_CHANGED: { actions: "noteNews" },
        POLL: { actions: "noteNews" },
        GRACE_OVER: { actions: "endGrace" },
        LEASE_OVER: { actions: ["dropExpired", "forgetExpired"] },
        SIGTERM: { actions: "terminate" },
      },
    },
  },
};
