import { procedure } from "../chart/index.ts";
import type { ProgramChart, ProgramProcedure } from "../process/index.ts";
import { managerCallGuards, managerChanges, managerEffects, managerGuards } from "./lock-manager-names.ts";
import { mountChanges, mountEffects, mountGuards } from "./mount-names.ts";
import { callChanges, callEffects, callGuards } from "./nfs-calls-names.ts";
import type { NfsServerData, NfsServerEvent } from "./nfs-server-data.ts";
import { serverChanges, serverEffects, serverGuards } from "./nfs-server-names.ts";
import { v4Changes, v4Effects, v4Guards, v4StepGuards } from "./v4-names.ts";

const { endManagerGrace, ...managerSteps } = managerChanges;
const {
  endGraceOfManager,
  passByManager,
  startClientManager,
  endGraceOfClient,
  answerWrongAddress,
  reportManagerGraceOver,
  ...managerAsks
} = managerEffects;
const { armV4Grace, dropUnclaimed, ...v4Answers } = v4Effects;

const { noteMount, ...mountSteps } = mountChanges;

const spec: ProgramProcedure<NfsServerData, NfsServerEvent> = {
  id: "nfs-server",
  sentence: "what the NFS server of a host does when addresses move, as the design of grace has it",
  source: "facts/ip-nfs.md §4.1, §4.3, §6.2; nfs-linux-kernel-callout, nfs-ganesha-callout, statd_callout",
  guards: { ...serverGuards, ...managerGuards, ...mountGuards, ...v4StepGuards },
  actions: {
    ...serverChanges,
    ...serverEffects,
    ...managerSteps,
    ...managerAsks,
    ...mountSteps,
    ...mountEffects,
    armV4Grace,
    dropUnclaimed,
  },
  steps: [
    {
      name: "wait",
      sentence: "serve, until somebody calls out or its grace ends",
      until: ["needsNoMore", "isGraceOver", "isCalled"],
      exits: [
        { guard: "needsNoMore", actions: ["needNoMore", "tellNoNeed"], to: "wait" },
        { guard: "isGraceOver", to: "leave-grace" },
        { actions: ["beginCallout"], to: "next" },
      ],
    },
    {
      name: "choose",
      sentence: "what is asked for, and what has the design done now?",
      exits: [
        { guard: "restarts", to: "begin-restart" },
        { guard: "enters", to: "enter" },
        { guard: "extends", actions: ["armGrace", "armV4Grace", "reportGrace"], to: "answer" },
        { guard: "entitles", actions: ["armV4Grace", "reportGrace"], to: "answer" },
        { guard: "startsManager", to: "start-manager" },
        { guard: "mounts", to: "mount" },
        { guard: "isRelease", to: "leave-address" },
        { guard: "isShutdown", to: "shut-down" },
        { guard: "startsAnew", to: "shut-down" },
        { guard: "isEnd", actions: ["notifyTaken", "noteMoved"], to: "answer" },
        { guard: "isStart", actions: ["open", "relax", "reportGraceOver"], to: "answer" },
        { guard: "isMonitor", actions: ["updateRecords"], to: "answer" },
        { to: "answer" },
      ],
    },
    {
      name: "begin-restart",
      sentence: "restart the lock manager, in the background or while the run waits",
      exits: [{ guard: "inBackground", actions: ["answerCallout"], to: "stop" }, { to: "stop" }],
    },
    { name: "stop", sentence: "stop the lock manager", do: ["close", "reportStopped"], until: "isQuiet" },
    {
      name: "drop",
      sentence: "all its locks are gone, those of healthy clients too; pause",
      do: ["surrenderAll", "forgetLocks", "armPause"],
      until: "isPauseOver",
    },
    {
      name: "start",
      sentence: "start it: in grace; its clients are notified",
      do: ["enterGrace", "armGrace", "armV4Grace", "reportGrace", "enforce", "notifyServed"],
      exits: [{ guard: "isEnd", actions: ["noteMoved"], to: "answer" }, { to: "answer" }],
    },
    {
      name: "enter",
      sentence: "enter grace; what the file system was asked before is answered first",
      do: ["enterGrace", "armGrace", "armV4Grace", "reportGrace"],
      until: "isQuiet",
      exits: [{ actions: ["enforce"], to: "answer" }],
    },
    {
      name: "leave-address",
      sentence: "let go of an address, once what came by it is answered",
      until: "isLeft",
      exits: [
        { guard: "hasManagers", actions: ["shutManagerDown", "reportManagerDown", "forgetAddress"], to: "answer" },
        {
          guard: "unmounts",
          actions: ["shutManagerDown", "surrenderAddress", "beginUnmount", "reportManagerDown", "forgetAddress"],
          to: "unmount",
        },
        { actions: ["surrenderAddress", "forgetAddress"], to: "answer" },
      ],
    },
    {
      name: "start-manager",
      sentence: "start the lock manager of an address: what is kept under its name may be reclaimed for a time",
      do: ["beginManagerGrace", "startManager", "armManagerGrace", "reportManagerGrace"],
      exits: [{ to: "answer" }],
    },
    {
      name: "shut-down",
      sentence: "the service is stopped",
      do: ["close", "reportStopped"],
      until: "isQuiet",
      exits: [
        { guard: "hasManagers", actions: ["shutManagersDown", "forgetAll"], to: "stopped" },
        {
          guard: "unmounts",
          actions: ["shutManagersDown", "surrenderService", "beginUnmount", "forgetAll"],
          to: "unmount",
        },
        { actions: ["surrenderService", "forgetAll"], to: "stopped" },
      ],
    },
    {
      name: "stopped",
      sentence: "is it to be started again?",
      exits: [{ guard: "isStart", actions: ["open", "relax", "reportGraceOver"], to: "answer" }, { to: "answer" }],
    },
    {
      name: "mount",
      sentence: "mount the file system of an address: its locks went with the mount before",
      do: ["beginMount", "mount"],
      until: "isMounted",
      exits: [{ guard: "isUnused", actions: ["openMount"], to: "export" }, { to: "begin-grace" }],
    },
    {
      name: "begin-grace",
      sentence: "a grace of this mount: before it nothing is exported",
      do: ["beginManagerGrace", "startManager", "armManagerGrace", "reportManagerGrace"],
    },
    {
      name: "export",
      sentence: "it may be asked for by its address",
      do: ["exportMounted"],
      exits: [{ to: "answer" }],
    },
    {
      name: "unmount",
      sentence: "unmount what the address, or all of them, have exported: another node mounts it next",
      do: ["unmount"],
      until: "isUnmounted",
      exits: [{ guard: "isBusy", actions: ["answerBusy"], to: "wait" }, { to: "stopped" }],
    },
    { name: "answer", sentence: "the call-out is over", do: ["answerCallout"], exits: [{ to: "wait" }] },
    {
      name: "leave-grace",
      sentence: "grant whatever is free",
      do: ["dropUnclaimed", "open", "relax", "reportGraceOver"],
      exits: [{ to: "wait" }],
    },
  ],
};

/** What the NFS server of a host does, call-out after call-out. */
export const nfsServerChart = procedure(spec);

/** What reaches the server of a host. */
export const nfsServerRules: ProgramChart<NfsServerData, NfsServerEvent> = {
  id: "nfs-server-process",
  sentence: "how an NFS server answers those who lock files, in grace and out of it",
  source: "facts/ip-nfs.md §4.2, §6.2; fs/lockd/svclock.c",
  initial: "serving",
  guards: { ...callGuards, ...managerCallGuards, ...v4Guards, hasManagers: managerGuards.hasManagers },
  actions: {
    ...callChanges,
    ...callEffects,
    ...v4Changes,
    ...v4Answers,
    endManagerGrace,
    endGraceOfManager,
    passByManager,
    startClientManager,
    endGraceOfClient,
    answerWrongAddress,
    reportManagerGraceOver,
    noteMount,
  },
  states: {
    serving: {
      sentence: "serves",
      on: {
        LOCK_CALL: [
          { guard: "isClosed" },
          { guard: "isNotStarted" },
          { guard: "isWrongAddress", actions: "answerWrongAddress" },
          { guard: "isStale", actions: "answerStale" },
          {
            guard: "saysDone",
            actions: [
              "noteDone",
              "noteComplete",
              "noteKnown",
              "armLease",
              "endGraceOfClient",
              "freeRemembered",
              "forgetClient",
              "answerGranted",
            ],
          },
          { guard: "isRenewal", actions: ["armLease", "answerGranted"] },
          { guard: "mustWait", actions: ["armLease", "answerGrace"] },
          { guard: "isTooLate", actions: "answerNoGrace" },
          { guard: "hasNoRight", actions: "answerNoRight" },
          { guard: "hasManagers", actions: ["notePassed", "startClientManager", "passByManager"] },
          { actions: ["notePassed", "pass"] },
        ],
        FILE_SYSTEM: [
          { guard: "isRecovering", actions: ["noteBack", "answerLater"] },
          { guard: "isUnlocked", actions: ["noteBack", "noteUnlock", "forgetClient", "answerGranted"] },
          { guard: "isRefused", actions: ["noteBack", "answerDenied"] },
          { actions: ["noteBack", "noteLock", "noteKnown", "armLease", "recordClient", "answerGranted"] },
        ],
        CALLOUT: { actions: "noteCallout" },
        PAUSE_OVER: { actions: "endPause" },
        GRACE_OVER: { actions: "endGrace" },
        V4_GRACE_OVER: { actions: "endV4Grace" },
        GRACE_LIFTED: { actions: "noteLifted" },
        MANAGER_GRACE_OVER: [
          { guard: "isManagerLeft" },
          {
            actions: [
              "dropUnclaimedThere",
              "endRights",
              "endManagerGrace",
              "endGraceOfManager",
              "reportManagerGraceOver",
            ],
          },
        ],
        MOUNT_CHANGED: { actions: "noteMount" },
        NOBODY_OWED: { actions: "noteSettled" },
        LEASE_OVER: [{ guard: "isStranger" }, { actions: ["dropExpired", "forgetExpired"] }],
        SIGTERM: { actions: "exit" },
      },
    },
  },
};
