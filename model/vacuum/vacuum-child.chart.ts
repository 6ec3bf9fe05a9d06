import { procedure, type StepSpec } from "../chart/index.ts";
import { type ProgramChart, type ProgramProcedure, waits } from "../process/index.ts";
import type { VacuumChildData, VacuumChildEvent } from "./vacuum-child-data.ts";
import { vacuumChildChanges, vacuumChildEffects, vacuumChildGuards } from "./vacuum-child-names.ts";

const { noteAnswer, ...changes } = vacuumChildChanges;
const { exit, ...effects } = vacuumChildEffects;

/** Locks the chain of the record at hand, or goes on to another one. */
function tryLock(name: string, sentence: string, otherwise: string): StepSpec {
  return { name, sentence, do: ["tryLock"], exits: [{ guard: "chainTaken", to: otherwise }] };
}

const bringHome: readonly StepSpec[] = [
  {
    name: "next-fetch",
    sentence: "a record that another node has found deleted, and whose lmaster this is",
    do: ["takeFetch"],
    exits: [{ guard: "noneLeft", to: "next-queued" }],
  },
  tryLock("lock-fetch", "is it here?", "next-fetch"),
  {
    name: "look-fetch",
    sentence: "what is not here at all is not brought",
    do: ["fetch", "unlock"],
    exits: [{ guard: "needNotFetch", to: "next-fetch" }],
  },
  {
    name: "bring",
    sentence: "as a client would; there is no time-out",
    do: ["newCall", "callDaemon"],
    until: "isTold",
    exits: [{ guard: "callFailed", to: "next-fetch" }],
  },
  tryLock("lock-fetched", "it has come, or is on its way elsewhere again", "next-fetch"),
  {
    name: "look-fetched",
    sentence: "if it is deleted still it is for the next vacuum",
    do: ["fetch", "unlock"],
    exits: [{ guard: "isDeleted", actions: ["scheduleDeletion"], to: "next-fetch" }, { to: "next-fetch" }],
  },
];

const sortOut: readonly StepSpec[] = [
  {
    name: "next-queued",
    sentence: "a deleted record that is in line",
    do: ["takeQueued"],
    exits: [{ guard: "noneLeft", to: "next-lmaster" }],
  },
  tryLock("lock-queued", "somebody may be at it", "next-queued"),
  {
    name: "look-queued",
    sentence: "whose is it, and may other nodes have copies?",
    do: ["fetch"],
    exits: [
      { guard: "hasChanged", actions: ["unlock"], to: "next-queued" },
      { guard: "notLmaster", actions: ["noteForLmaster", "unlock"], to: "next-queued" },
      { guard: "wasElsewhere", actions: ["noteForAll", "unlock"], to: "next-queued" },
      { actions: ["remove", "reportVacuumed", "unlock"], to: "next-queued" },
    ],
  },
];

const deleteEverywhere: readonly StepSpec[] = [
  {
    name: "next-lmaster",
    sentence: "what is not for this node to delete goes home",
    do: ["takeForLmaster"],
    exits: [{ guard: "noneLeft", to: "look-for-all" }],
  },
  {
    name: "tell-lmaster",
    sentence: "VACUUM_FETCH",
    do: ["askLmaster"],
    until: "answered",
    exits: [{ to: "next-lmaster" }],
  },
  {
    name: "look-for-all",
    sentence: "is there anything that other nodes must delete?",
    exits: [{ guard: "nothingForAll", to: "finish" }],
  },
  {
    name: "ask-nodemap",
    sentence: "which nodes are there?",
    do: ["askNodemap"],
    until: "answered",
    exits: [
      { guard: "anyFailed", to: "finish" },
      { actions: ["storeOthers"], to: "next-for-all" },
    ],
  },
  {
    name: "next-for-all",
    sentence: "a record that may have copies",
    do: ["takeForAll"],
    exits: [{ guard: "noneLeft", to: "finish" }],
  },
  {
    name: "ask-others",
    sentence: "TRY_DELETE_RECORDS: each node refuses where it knows better",
    do: ["askOthers"],
    until: "answered",
    exits: [{ guard: "anyFailed", to: "next-for-all" }],
  },
  { name: "lock-last", sentence: "all other copies are gone", do: ["lock"], until: "fileDone" },
  {
    name: "look-last",
    sentence: "the last copy goes, if nothing has happened to it meanwhile",
    do: ["fetch"],
    exits: [
      { guard: "hasChanged", actions: ["unlock"], to: "next-for-all" },
      { guard: "isRead", actions: ["unlock"], to: "next-for-all" },
      { actions: ["remove", "reportVacuumed", "unlock"], to: "next-for-all" },
    ],
  },
];

const spec: ProgramProcedure<VacuumChildData, VacuumChildEvent> = {
  id: "vacuum-child",
  sentence: "forgets deleted records of one database: at home, and only when no node has an older copy",
  source: "facts/recovery.md §1.8; server/ctdb_vacuum.c",
  guards: { answered: waits.answered, anyFailed: waits.anyFailed, fileDone: waits.fileDone, ...vacuumChildGuards },
  actions: { ...changes, ...effects, exit },
  steps: [
    {
      name: "begin",
      sentence: "most vacuums look only at what is in line",
      exits: [{ guard: "isFull", to: "traverse" }, { to: "next-fetch" }],
    },
    { name: "traverse", sentence: "now and then one looks through the whole file", do: ["readFile", "queueDeleted"] },
    ...bringHome,
    ...sortOut,
    ...deleteEverywhere,
    { name: "finish", sentence: "that was all", do: ["sayDone", "exit"] },
  ],
};

/** The child of a vacuum. */
export const vacuumChildChart = procedure(spec);

/** What reaches a vacuum child while it works. */
export const vacuumChildRules: ProgramChart<VacuumChildData, VacuumChildEvent> = {
  id: "vacuum-child-process",
  sentence: "what a vacuum child is told, and what ends it: without its daemon it exits",
  source: "facts/recovery.md §1.8; server/ctdb_vacuum.c, server/ctdb_client.c",
  initial: "working",
  actions: { noteAnswer, exit },
  guards: {},
  states: {
    working: {
      sentence: "works, or waits",
      on: {
        CALL_ANSWERED: { actions: "noteAnswer" },
        DAEMON_GONE: { actions: "exit" },
        SIGTERM: { actions: "exit" },
      },
    },
  },
};
