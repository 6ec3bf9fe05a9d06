import { procedure } from "../chart/index.ts";
import type { ProgramProcedure } from "../process/index.ts";
import { waits } from "../process/index.ts";
import type { CtdbdData, CtdbdEvent } from "./ctdbd-data.ts";
import { recoveryChanges, recoveryEffects, recoveryGuards } from "./recovery-names.ts";

type Procedure = ProgramProcedure<CtdbdData, CtdbdEvent>;

const setNormal: Procedure = {
  id: "set-normal",
  sentence: "a node goes back to recovery mode normal, if a probe finds the cluster lock contended",
  source: "facts/leadership.md §6.4; server/ctdb_recover.c ctdb_control_set_recmode",
  guards: {
    lockNotConfigured: recoveryGuards.lockNotConfigured,
    probeAnswered: recoveryGuards.probeAnswered,
    probeContended: recoveryGuards.probeContended,
    generationsDiffer: recoveryGuards.generationsDiffer,
    notAllFrozen: recoveryGuards.notAllFrozen,
    overtaken: recoveryGuards.overtaken,
  },
  actions: {
    answerOldDatabase: recoveryEffects.answerOldDatabase,
    thawEach: recoveryEffects.thawEach,
    newProbe: recoveryChanges.newProbe,
    forgetProbe: recoveryChanges.forgetProbe,
    setNormal: recoveryChanges.setNormal,
    thaw: recoveryChanges.thaw,
    freeDropTimer: recoveryEffects.freeDropTimer,
    freeDropTimerNow: recoveryEffects.freeDropTimerNow,
    spawnProbe: recoveryEffects.spawnProbe,
    armProbeTimer: recoveryEffects.armProbeTimer,
    endProbe: recoveryEffects.endProbe,
    reportProbe: recoveryEffects.reportProbe,
    answerDone: recoveryEffects.answerDone,
    answerRefused: recoveryEffects.answerRefused,
    answerOvertaken: recoveryEffects.answerOvertaken,
  },
  ends: ["refused"],
  steps: [
    {
      name: "compare-generations",
      sentence: "the drop timer is freed first; a database of another generation was not recovered",
      do: ["freeDropTimer"],
      exits: [{ guard: "generationsDiffer", actions: ["answerOldDatabase"], to: "refused" }],
    },
    {
      name: "look",
      sentence: "a freeze of the node that waits for a lock goes on, and what it has locked stays locked",
      exits: [{ guard: "notAllFrozen", to: "try-lock" }],
    },
    { name: "prepare", sentence: "the databases are thawed before the lock is tried", do: ["thawEach", "thaw"] },
    {
      name: "try-lock",
      sentence: "where there is one",
      exits: [{ guard: "lockNotConfigured", to: "become-normal" }],
    },
    {
      name: "probe",
      sentence: "try to take the cluster lock: it must not be possible",
      do: ["newProbe", "spawnProbe", "armProbeTimer"],
      until: "probeAnswered",
      exits: [
        { guard: "probeContended", actions: ["reportProbe", "endProbe", "forgetProbe"], to: "look-again" },
        { actions: ["reportProbe", "endProbe", "forgetProbe"], to: "refuse" },
      ],
    },
    {
      name: "refuse",
      sentence: "the lock could be taken, or could not even be tried",
      do: ["answerRefused"],
      exits: [{ to: "refused" }],
    },
    {
      name: "look-again",
      sentence: "another recovery may have begun meanwhile: as shipped nobody looks",
      exits: [{ guard: "overtaken", actions: ["answerOvertaken"], to: "refused" }],
    },
    { name: "become-normal", sentence: "clients may work again", do: ["setNormal", "freeDropTimerNow", "answerDone"] },
  ],
};

const startRecovery: Procedure = {
  id: "start-recovery",
  sentence: "a node's part at the start of a recovery",
  source: "facts/recovery.md §2.3 step 7; server/ctdb_recover.c",
  guards: {
    scriptOver: waits.scriptOver,
    scriptFailed: waits.scriptFailed,
    lockSettingDiffers: recoveryGuards.lockSettingDiffers,
  },
  actions: {
    beginShutdown: recoveryEffects.beginShutdown,
    answerOtherSetting: recoveryEffects.answerOtherSetting,
    noteEpoch: recoveryChanges.noteEpoch,
    runStartRecovery: recoveryEffects.runStartRecovery,
    answerDone: recoveryEffects.answerDone,
    answerScriptFailed: recoveryEffects.answerScriptFailed,
  },
  ends: ["failed"],
  steps: [
    {
      name: "compare-lock-setting",
      sentence: "a node with another cluster lock setting shuts down",
      exits: [{ guard: "lockSettingDiffers", actions: ["answerOtherSetting", "beginShutdown"], to: "failed" }],
    },
    {
      name: "run-event",
      sentence: "the startrecovery event; when its time is over that counts as done",
      do: ["noteEpoch", "runStartRecovery"],
      until: "scriptOver",
      exits: [{ guard: "scriptFailed", actions: ["answerScriptFailed"], to: "failed" }],
    },
    { name: "answer", sentence: "done", do: ["answerDone"] },
  ],
};

const endRecovery: Procedure = {
  id: "end-recovery",
  sentence: "a node's part at the end of a recovery",
  source: "facts/recovery.md §2.3 step 11; server/ctdb_recover.c, server/eventscript.c",
  guards: {
    scriptOver: waits.scriptOver,
    scriptFailed: waits.scriptFailed,
    inRecovery: recoveryGuards.inRecovery,
  },
  actions: {
    answerScriptFailed: recoveryEffects.answerScriptFailed,
    runRecovered: recoveryEffects.runRecovered,
    noteRecovered: recoveryChanges.noteRecovered,
    askOnceMore: recoveryEffects.askOnceMore,
    answerDone: recoveryEffects.answerDone,
  },
  ends: ["failed"],
  steps: [
    {
      name: "allow-event",
      sentence: "no recovered event in a recovery",
      exits: [{ guard: "inRecovery", actions: ["answerScriptFailed"], to: "failed" }],
    },
    {
      name: "run-event",
      sentence: "the recovered event; when its time is over that counts as done",
      do: ["runRecovered"],
      until: "scriptOver",
      exits: [{ guard: "scriptFailed", actions: ["noteRecovered", "answerScriptFailed", "askOnceMore"], to: "failed" }],
    },
    { name: "answer", sentence: "done", do: ["noteRecovered", "answerDone", "askOnceMore"] },
  ],
};

/** SET_RECMODE normal. */
export const setNormalChart = procedure(setNormal);
/** START_RECOVERY. */
export const startRecoveryChart = procedure(startRecovery);
/** END_RECOVERY. */
export const endRecoveryChart = procedure(endRecovery);
