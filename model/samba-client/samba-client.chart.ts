import { procedure } from "../chart/index.ts";
import { type ProgramChart, type ProgramProcedure, waits } from "../process/index.ts";
import { clientChanges, clientEffects, clientGuards } from "./client-names.ts";
import { clientReports } from "./client-reports.ts";
import { messageSending } from "./message-names.ts";
import type { SambaClientData, SambaClientEvent } from "./samba-client-data.ts";

const { isListening, ...guards } = clientGuards;
const { noteJob, noteAnswer, noteReleased, endPause, endWork, ...changes } = clientChanges;
const { reportMessage, ...reports } = clientReports;
const { exit, ...effects } = clientEffects;

const spec: ProgramProcedure<SambaClientData, SambaClientEvent> = {
  id: "samba-client",
  sentence: "a client that locks records, in one database after another, and writes them",
  source: "facts/recovery.md §1.5, §3.5; source3/lib/dbwrap/dbwrap_ctdb.c",
  guards: {
    fileDone: waits.fileDone,
    returned: waits.returned,
    answered: waits.answered,
    anyFailed: waits.anyFailed,
    ...guards,
  },
  actions: { ...changes, ...effects, exit, ...reports, ...messageSending },
  steps: [
    {
      name: "register",
      sentence: "register its connection, and for what is sent to it, to all clients, and of those that are gone",
      do: ["registerConnection", "register"],
    },
    { name: "idle", sentence: "nothing to do", until: "hasJob" },
    { name: "begin", sentence: "the next job", do: ["beginJob", "reportBegan"] },
    {
      name: "choose",
      sentence: "what comes next?",
      exits: [
        { guard: "isAtEnd", to: "finish" },
        { guard: "toWork", to: "work" },
        { guard: "toWrite", to: "write" },
        { guard: "toTransact", to: "transact" },
        { guard: "toAttach", to: "attach" },
        { guard: "toUnlock", to: "unlock" },
        { guard: "toSend", actions: ["countMessage", "sendMessage", "reportSent", "goOn"], to: "choose" },
        { guard: "toRead", actions: ["reportReadBegan"], to: "read" },
        { guard: "isHeld", actions: ["goOn"], to: "choose" },
        { actions: ["reportWanted"], to: "lock" },
      ],
    },
    {
      name: "lock",
      sentence: "lock the chain, as a local lock: a frozen database lets nobody in",
      do: ["lockChain"],
      until: "fileDone",
    },
    {
      name: "look",
      sentence: "is the record here?",
      do: ["fetch"],
      exits: [{ guard: "isMine", to: "have" }, { to: "ask" }],
    },
    {
      name: "ask",
      sentence: "let go of the chain, have the record brought here, and try again; other records stay locked",
      do: ["unlockChain", "newCall", "reportAsked", "callDaemon"],
      until: "isTold",
      exits: [{ actions: ["reportAnswered", "reportWanted"], to: "lock" }],
    },
    {
      name: "have",
      sentence: "the chain is locked, and the record is here: it has it",
      do: ["noteLocked", "reportLocked", "goOn"],
      exits: [{ to: "choose" }],
    },
    {
      name: "read",
      sentence: "look at the copy that is here, as a local reader: a frozen database lets nobody in",
      do: ["lockChain"],
      until: "fileDone",
    },
    {
      name: "look-to-read",
      sentence: "may it be read?",
      do: ["fetch", "unlockChain"],
      exits: [
        { guard: "isReadable", actions: ["reportRead", "goOn"], to: "choose" },
        { guard: "foundCopy", to: "ask-to-read" },
        { to: "bring-to-read" },
      ],
    },
    {
      name: "ask-to-read",
      sentence: "have the daemon get a copy to read",
      do: ["newCall", "reportAsked", "callToRead"],
      until: "isTold",
      exits: [{ actions: ["reportAnswered", "reportAnswer", "goOn"], to: "choose" }],
    },
    {
      name: "bring-to-read",
      sentence: "nothing is here: have the record itself brought, as who writes it does",
      do: ["newCall", "reportAsked", "callDaemon"],
      until: "isTold",
      exits: [{ actions: ["reportAnswered", "reportAnswer", "goOn"], to: "choose" }],
    },
    {
      name: "write",
      sentence: "write in place, if it has the record",
      exits: [
        { guard: "notHeld", actions: ["goOn"], to: "choose" },
        { actions: ["fetch", "countValue", "storeValue", "reportWritten", "scheduleDeletion", "goOn"], to: "choose" },
      ],
    },
    {
      name: "work",
      sentence: "something outside the cluster, whatever it has locked",
      do: ["beginWork", "armWorkTimer"],
      until: "isWorkOver",
      exits: [{ actions: ["goOn"], to: "choose" }],
    },
    {
      name: "transact",
      sentence: "a transaction, whatever it has locked",
      do: ["transact"],
      until: "returned",
      exits: [{ actions: ["goOn"], to: "choose" }],
    },
    {
      name: "attach",
      sentence: "attach a database, whatever it has locked; without it the job is over",
      do: ["reportAttaching", "askAttach"],
      until: "answered",
      exits: [
        { guard: "anyFailed", actions: ["reportNotAttached"], to: "finish" },
        { actions: ["reportAttached", "goOn"], to: "choose" },
      ],
    },
    {
      name: "unlock",
      sentence: "let go of a record",
      exits: [
        { guard: "notHeld", actions: ["goOn"], to: "choose" },
        { actions: ["unlockChain", "reportUnlocked", "noteUnlocked", "goOn"], to: "choose" },
      ],
    },
    {
      name: "finish",
      sentence: "let go of what is left",
      do: ["unlockAll", "reportAllUnlocked", "noteAllUnlocked", "reportEnded"],
      exits: [{ guard: "isReleased", actions: ["exit"], to: "gone" }, { to: "idle" }],
    },
  ],
  ends: ["gone"],
};

/** What a client does, job after job. */
export const sambaClientChart = procedure(spec);

/** What reaches a client while it works. */
export const sambaClientRules: ProgramChart<SambaClientData, SambaClientEvent> = {
  id: "samba-client-process",
  sentence: "what a client is given to do and is told, and what ends it: without its daemon it exits",
  source: "facts/recovery.md §1.5, §3.5; source3/lib/ctdbd_conn.c",
  initial: "working",
  guards: { isListening },
  actions: { noteJob, noteAnswer, noteReleased, endPause, endWork, exit, reportMessage },
  states: {
    working: {
      sentence: "works, or waits",
      on: {
        JOB: { actions: "noteJob" },
        CALL_ANSWERED: { actions: "noteAnswer" },
        MESSAGE: { actions: "reportMessage" },
        WORK_OVER: { actions: "endWork" },
        PAUSE_OVER: { actions: "endPause" },
        RELEASE_IP: [{ guard: "isListening", actions: "exit" }, { actions: "noteReleased" }],
        DAEMON_GONE: { actions: "exit" },
        SIGTERM: { actions: "exit" },
      },
    },
  },
};
