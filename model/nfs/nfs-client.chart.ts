import { procedure } from "../chart/index.ts";
import type { ProgramChart, ProgramProcedure } from "../process/index.ts";
import type { NfsClientData, NfsClientEvent } from "./nfs-client-data.ts";
import { nfsClientChanges, nfsClientEffects, nfsClientGuards } from "./nfs-client-names.ts";

const { isForeign, isOld, isDown, isIdle, isUnknown, isKnownNoMore, isRenewal, ...guards } = nfsClientGuards;
const {
  noteAnswer,
  noteStale,
  becomeDue,
  retryIsDue,
  endHold,
  noteState,
  holdBack,
  goElsewhere,
  beginReclaim,
  ...changes
} = nfsClientChanges;
const { armReclaim, disarmReclaim, sayDone, askRenew, armRenewAgain, reportStale, reportNotice, exit, ...effects } =
  nfsClientEffects;
const { armRenew } = effects;

const spec: ProgramProcedure<NfsClientData, NfsClientEvent> = {
  id: "nfs-client",
  sentence: "somebody who locks a file, again and again or once for good, and reclaims the lock when it is told to",
  source: "facts/ip-nfs.md §4.2, §6.2; fs/lockd/clntproc.c",
  guards,
  actions: { ...changes, ...effects, disarmReclaim },
  steps: [
    { name: "begin", sentence: "not yet", do: ["armBegin", "armGo"], until: "isDue" },
    {
      name: "ask",
      sentence: "ask for the lock",
      do: ["newCall", "armRetry", "askLock"],
      until: "isTold",
      exits: [
        { guard: "isLost", to: "ask" },
        { guard: "isGrantOld", to: "ask" },
        { guard: "isGranted", actions: ["disarmRetry"], to: "have" },
        { actions: ["disarmRetry", "reportRefusal", "noteRefusal"], to: "pause" },
      ],
    },
    {
      name: "have",
      sentence: "it believes to hold the lock",
      do: ["believe", "reportBelief", "armHold", "armRenew"],
    },
    {
      name: "hold",
      sentence: "as long as it needs it",
      until: "isHoldOver",
      exits: [{ guard: "mustReclaim", to: "reclaim" }, { to: "give-back" }],
    },
    {
      name: "reclaim",
      sentence: "reclaim the lock from whoever answers for its server",
      do: ["newCall", "armRetry", "askReclaim"],
      until: "isTold",
      exits: [
        { guard: "isLost", to: "reclaim" },
        { guard: "isGranted", actions: ["disarmRetry", "reclaimed", "reportReclaimed", "sayComplete"], to: "hold" },
        { guard: "isRefused", actions: ["disarmRetry", "giveUp", "reportLost"], to: "lost" },
        { actions: ["disarmRetry", "reportRefusal", "noteRefusal"], to: "reclaim-again" },
      ],
    },
    {
      name: "reclaim-again",
      sentence: "the file system is not there yet",
      do: ["waitAgain", "armPause"],
      until: "isDue",
      exits: [{ to: "reclaim" }],
    },
    {
      name: "give-back",
      sentence: "it needs the lock no more",
      do: ["giveUp", "disarmReclaim", "reportGivenBack"],
    },
    {
      name: "unlock",
      sentence: "until the server has heard of it",
      do: ["newCall", "armRetry", "askUnlock"],
      until: "isTold",
      exits: [
        { guard: "isLost", to: "unlock" },
        { actions: ["disarmRetry"], to: "pause" },
      ],
    },
    {
      name: "pause",
      sentence: "ask again later",
      do: ["waitAgain", "armPause"],
      until: "isDue",
      exits: [{ to: "ask" }],
    },
  ],
  ends: ["lost"],
};

/** What somebody who locks a file does. */
export const nfsClientChart = procedure(spec);

/** What reaches somebody who locks a file. */
export const nfsClientRules: ProgramChart<NfsClientData, NfsClientEvent> = {
  id: "nfs-client-process",
  sentence: "answers and notices that reach somebody who locks a file",
  source: "facts/ip-nfs.md §4.2, §5.3",
  initial: "listening",
  guards: { isForeign, isOld, isDown, isIdle, isUnknown, isKnownNoMore, isRenewal },
  actions: {
    noteAnswer,
    noteStale,
    becomeDue,
    retryIsDue,
    endHold,
    noteState,
    holdBack,
    goElsewhere,
    beginReclaim,
    armReclaim,
    disarmReclaim,
    sayDone,
    askRenew,
    armRenew,
    armRenewAgain,
    reportStale,
    reportNotice,
    exit,
  },
  states: {
    listening: {
      sentence: "listens",
      on: {
        LOCK_ANSWERED: [
          { guard: "isUnknown", actions: ["noteAnswer", "sayDone", "armRenew"] },
          { guard: "isKnownNoMore", actions: ["noteAnswer", "reportStale", "noteStale", "armReclaim", "armRenew"] },
          { guard: "isRenewal", actions: "armRenew" },
          { actions: "noteAnswer" },
        ],
        NOTICE: [
          { guard: "isForeign" },
          { guard: "isOld", actions: "reportNotice" },
          { guard: "isDown", actions: ["reportNotice", "noteState", "holdBack", "disarmReclaim"] },
          { guard: "isIdle", actions: ["reportNotice", "noteState", "sayDone"] },
          { actions: ["reportNotice", "noteState", "armReclaim"] },
        ],
        DUE: { actions: "becomeDue" },
        RETRY: { actions: "retryIsDue" },
        HOLD_OVER: { actions: "endHold" },
        RECLAIM_DUE: { actions: "beginReclaim" },
        RENEW_DUE: { actions: ["askRenew", "armRenewAgain"] },
        GO_DUE: { actions: ["goElsewhere", "askRenew", "armRenewAgain"] },
        SIGTERM: { actions: "exit" },
      },
    },
  },
};
