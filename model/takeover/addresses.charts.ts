import { procedure } from "../chart/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { addressChanges, addressEffects, addressGuards } from "./address-names.ts";
import { groupChanges, groupEffects, groupGuards } from "./group-names.ts";
import { placeChanges, placeGuards } from "./interface-names.ts";
import { leaverChanges, leaverEffects } from "./leaver-names.ts";
import { ownerEffects } from "./owner-names.ts";
import { tickleWriteChanges, tickleWriteEffects } from "./tickle-write-names.ts";

type Procedure = ProgramProcedure<CtdbdData, CtdbdEvent>;

const takeIp: Procedure = {
  id: "take-ip",
  sentence: "a node takes a public address: TAKEOVER_IP",
  source: "facts/ip-nfs.md §1.5, §2.4; server/ctdb_takeover.c ctdb_control_takeover_ip",
  guards: {
    scriptOver: waits.scriptOver,
    scriptFailed: waits.scriptFailed,
    scriptNotDone: waits.scriptNotDone,
    isForAnother: addressGuards.isForAnother,
    isUnknown: addressGuards.isUnknown,
    isRogue: addressGuards.isRogue,
    isInFlight: addressGuards.isInFlight,
    isOrphan: addressGuards.isOrphan,
    isOnInterface: addressGuards.isOnInterface,
    mayNotTake: addressGuards.mayNotTake,
    ...placeGuards,
  },
  actions: {
    ...placeChanges,
    beginUpdate: addressChanges.beginUpdate,
    endUpdate: addressChanges.endUpdate,
    moveConnections: addressChanges.moveConnections,
    lookUpTickles: tickleWriteEffects.lookUpTickles,
    addTickled: tickleWriteChanges.addTickled,
    countFirst: addressChanges.countFirst,
    reportTaken: addressEffects.reportTaken,
    reportLeft: addressEffects.reportLeft,
    listInterfaces: addressEffects.listInterfaces,
    readOwners: ownerEffects.readOwners,
    runTakeip: addressEffects.runTakeip,
    runUpdateip: addressEffects.runUpdateip,
    banSelf: addressEffects.banSelf,
    announce: addressEffects.announce,
    answerDone: addressEffects.answerDone,
    answerFailed: addressEffects.answerFailed,
  },
  ends: ["refused"],
  steps: [
    {
      name: "look",
      sentence: "what does the kernel say, and what was believed?",
      do: ["listInterfaces", "readOwners"],
      exits: [
        { guard: "isForAnother", to: "refuse" },
        { guard: "isUnknown", to: "answer" },
        { guard: "hasNoLink", to: "refuse" },
        { guard: "isRogue", actions: ["banSelf"], to: "refuse" },
        { guard: "isOrphan", to: "adopt" },
        { guard: "isMisplaced", to: "adopt" },
        { guard: "isOnInterface", to: "answer" },
      ],
    },
    {
      name: "begin-take",
      sentence: "one event script for an address at a time, and none in recovery mode",
      exits: [
        { guard: "isInFlight", to: "refuse" },
        { actions: ["place", "reportTaken"], to: "check-mode" },
      ],
    },
    {
      name: "check-mode",
      sentence: "in recovery mode the event is refused",
      exits: [{ guard: "mayNotTake", to: "refuse" }],
    },
    {
      name: "take",
      sentence: "the takeip event; when its time is over that counts as done",
      do: ["beginUpdate", "runTakeip"],
      until: "scriptOver",
      exits: [{ guard: "scriptFailed", actions: ["endUpdate"], to: "refuse" }],
    },
    {
      name: "announce",
      sentence: "tell the neighbours, and the clients of connections that are here no more, three times",
      do: ["endUpdate", "moveConnections", "lookUpTickles", "addTickled", "announce", "countFirst"],
      exits: [{ to: "answer" }],
    },
    {
      name: "adopt",
      sentence: "the address is there and nobody's, or another interface is better: it is this node's, on its best one",
      exits: [
        { guard: "isInFlight", to: "refuse" },
        { actions: ["replace", "reportTaken"], to: "check-place" },
      ],
    },
    {
      name: "check-place",
      sentence: "nothing is to be done if the interface is the same; in recovery mode the event is refused",
      exits: [
        { guard: "staysInPlace", to: "answer" },
        { guard: "mayNotTake", to: "refuse" },
      ],
    },
    {
      name: "update",
      sentence: "the updateip event moves it; no time-out is borne",
      do: ["beginUpdate", "runUpdateip"],
      until: "scriptOver",
      exits: [
        { guard: "scriptNotDone", actions: ["endUpdate", "reportLeft", "putBack"], to: "refuse" },
        { actions: ["endUpdate"], to: "answer" },
      ],
    },
    { name: "answer", sentence: "done", do: ["answerDone"], exits: [{ to: "done" }] },
    { name: "refuse", sentence: "it is not taken", do: ["answerFailed"], exits: [{ to: "refused" }] },
  ],
};

const releaseIp: Procedure = {
  id: "release-ip",
  sentence: "a node releases a public address, or learns who has it: RELEASE_IP",
  source: "facts/ip-nfs.md §1.5, §2.4; server/ctdb_takeover.c ctdb_control_release_ip, release_ip_callback",
  guards: {
    scriptOver: waits.scriptOver,
    isUnknown: addressGuards.isUnknown,
    isInFlight: addressGuards.isInFlight,
    isOnInterface: addressGuards.isOnInterface,
    isNotOnInterface: addressGuards.isNotOnInterface,
  },
  actions: {
    learnOwner: addressChanges.learnOwner,
    unplace: addressChanges.unplace,
    ...leaverChanges,
    ...leaverEffects,
    beginRelease: addressChanges.beginRelease,
    endUpdate: addressChanges.endUpdate,
    cancelAnnouncements: addressEffects.cancelAnnouncements,
    reportLeft: addressEffects.reportLeft,
    listInterfaces: addressEffects.listInterfaces,
    runReleaseip: addressEffects.runReleaseip,
    tellClients: addressEffects.tellClients,
    answerDone: addressEffects.answerDone,
    answerFailed: addressEffects.answerFailed,
  },
  ends: ["refused"],
  steps: [
    {
      name: "look",
      sentence: "what is not there need not be released, but who has it is worth knowing",
      do: ["cancelAnnouncements", "listInterfaces"],
      exits: [
        { guard: "isUnknown", to: "answer" },
        { guard: "isNotOnInterface", actions: ["reportLeft", "learnOwner", "unplace"], to: "answer" },
        { guard: "isInFlight", to: "refuse" },
      ],
    },
    {
      name: "release",
      sentence: "the releaseip event, however it ends",
      do: ["beginRelease", "runReleaseip"],
      until: "scriptOver",
    },
    {
      name: "look-again",
      sentence: "is it really gone?",
      do: ["endUpdate", "listInterfaces"],
      exits: [{ guard: "isOnInterface", to: "refuse" }],
    },
    {
      name: "let-go",
      sentence: "another node's from now on; what was to be deleted is deleted",
      do: ["reportLeft", "learnOwner", "tellClients", "unplace", "reportForgotten", "forgetLeavers"],
    },
    { name: "answer", sentence: "done", do: ["answerDone"], exits: [{ to: "done" }] },
    { name: "refuse", sentence: "it is still there", do: ["answerFailed"], exits: [{ to: "refused" }] },
  ],
};

const releaseAll: Procedure = {
  id: "release-all",
  sentence: "a node that is banned, stopped or too long in recovery mode releases all its addresses",
  source: "facts/ip-nfs.md §1.5; server/ctdb_takeover.c ctdb_release_all_ips",
  guards: {
    scriptOver: waits.scriptOver,
    scriptFailed: waits.scriptFailed,
    failoverIsOff: addressGuards.failoverIsOff,
    noneIsLeft: addressGuards.noneIsLeft,
    isOnInterface: addressGuards.isOnInterface,
  },
  actions: {
    unplaceAbsent: addressChanges.unplaceAbsent,
    chooseNext: addressChanges.chooseNext,
    unplace: addressChanges.unplace,
    ...leaverChanges,
    ...leaverEffects,
    beginRelease: addressChanges.beginRelease,
    endUpdate: addressChanges.endUpdate,
    reportAbsent: addressEffects.reportAbsent,
    reportLeft: addressEffects.reportLeft,
    listInterfaces: addressEffects.listInterfaces,
    runReleaseip: addressEffects.runReleaseip,
    tellClients: addressEffects.tellClients,
    tellOthers: addressEffects.tellOthers,
  },
  steps: [
    {
      name: "begin",
      sentence: "with failover disabled nothing is released",
      do: ["listInterfaces", "reportAbsent", "unplaceAbsent"],
      exits: [{ guard: "failoverIsOff", to: "finish" }],
    },
    {
      name: "choose",
      sentence: "one address after another",
      do: ["listInterfaces", "chooseNext"],
      exits: [{ guard: "noneIsLeft", to: "finish" }],
    },
    { name: "release", sentence: "the releaseip event", do: ["beginRelease", "runReleaseip"], until: "scriptOver" },
    {
      name: "look-again",
      sentence: "one that is still there, or whose event failed, keeps its place",
      do: ["endUpdate", "listInterfaces"],
      exits: [
        { guard: "isOnInterface", to: "choose" },
        { guard: "scriptFailed", to: "choose" },
        { actions: ["tellClients", "reportLeft", "unplace"], to: "choose" },
      ],
    },
    {
      name: "finish",
      sentence: "whoever came by no public address is let go too; what was to be deleted is deleted",
      do: ["tellOthers", "reportForgotten", "forgetLeavers"],
    },
  ],
};

const reallocationEvent: Procedure = {
  id: "reallocation-event",
  sentence: "the event before addresses move (START_IPREALLOCATE) or after (IPREALLOCATED)",
  source: "facts/ip-nfs.md §1.5; server/ctdb_takeover.c",
  guards: {
    scriptOver: waits.scriptOver,
    scriptNotDone: waits.scriptNotDone,
    answered: waits.answered,
    ...groupGuards,
  },
  actions: {
    ...groupChanges,
    ...groupEffects,
    noteReallocated: addressChanges.noteReallocated,
    runEvent: addressEffects.runEvent,
    answerDone: addressEffects.answerDone,
    answerFailed: addressEffects.answerFailed,
  },
  ends: ["failed"],
  steps: [
    {
      name: "run-event",
      sentence: "the event; no time-out is borne",
      do: ["runEvent"],
      until: "scriptOver",
      exits: [{ guard: "scriptNotDone", actions: ["answerFailed"], to: "failed" }],
    },
    {
      name: "look-at-groups",
      sentence: "who is the NAT gateway, and who balances the load of LVS?",
      exits: [
        { guard: "isBeforeMoves", to: "answer" },
        { guard: "rolesAreInFiles", to: "follow-leaders" },
      ],
    },
    {
      name: "ask-members",
      sentence: "who never leads is a capability of each node (up to 4.4); one that gives no answer is passed over",
      do: ["askMembers"],
      until: "answered",
    },
    {
      name: "follow-leaders",
      sentence: "each node goes by its own view of the nodes",
      do: ["followLeaders", "noteLeaders"],
    },
    { name: "answer", sentence: "done", do: ["noteReallocated", "answerDone"] },
  ],
};

/** TAKEOVER_IP. */
export const takeIpChart = procedure(takeIp);
/** RELEASE_IP. */
export const releaseIpChart = procedure(releaseIp);
/** All at once: banned, stopped, RecoveryDropAllIPs. A node that shuts down leaves that to its script. */
export const releaseAllChart = procedure(releaseAll);
/** START_IPREALLOCATE and IPREALLOCATED. */
export const reallocationEventChart = procedure(reallocationEvent);
