import { procedure, type StepSpec } from "../chart/index.ts";
import { type ProgramChart, type ProgramProcedure, waits } from "../process/index.ts";
import type { AddressToolData, AddressToolEvent } from "./address-tool-data.ts";
import { addressToolChanges, addressToolEffects, addressToolGuards } from "./address-tool-names.ts";

const failed = { guard: "anyFailed", to: "fail" } as const;
const moveFailed = { guard: "anyFailed", actions: ["allowRuns"], to: "fail" } as const;

const move: readonly StepSpec[] = [
  {
    name: "check",
    sentence: "can it be there at all?",
    do: ["askTarget"],
    until: "answered",
    exits: [failed, { guard: "isUnknownThere", to: "fail" }],
  },
  {
    name: "look",
    sentence: "who is connected?",
    do: ["forbidRuns", "askNodemap"],
    until: "answered",
    exits: [
      moveFailed,
      { guard: "keepsLists", actions: ["storeOthers"], to: "release" },
      { actions: ["storeOthers"], to: "next" },
    ],
  },
  {
    name: "record",
    sentence: "where it stands in a database who serves what, that is written before anything moves (our design)",
    do: ["askOwner"],
    until: "answered",
    exits: [moveFailed],
  },
  {
    name: "release",
    sentence: "everywhere else first",
    do: ["askReleases"],
    until: "answered",
    exits: [moveFailed],
  },
  {
    name: "take",
    sentence: "then where it shall be",
    do: ["askTake"],
    until: "answered",
    exits: [moveFailed, { actions: ["allowRuns", "reportDone", "exit"], to: "done" }],
  },
];

const spec: ProgramProcedure<AddressToolData, AddressToolEvent> = {
  id: "address-tool",
  sentence: "an administrator's command about public addresses: reloadips, addip, delip, moveip",
  source: "facts/ip-nfs.md §1.1, §1.2; tools/ctdb.c",
  guards: { answered: waits.answered, anyFailed: waits.anyFailed, ...addressToolGuards },
  actions: { ...addressToolChanges, ...addressToolEffects },
  ends: ["failed"],
  steps: [
    {
      name: "begin",
      sentence: "what is wanted?",
      exits: [
        { guard: "isReload", to: "reload" },
        { guard: "isMove", to: "check" },
      ],
    },
    {
      name: "change",
      sentence: "one address, on this node, until its daemon ends; the file is left as it is",
      do: ["askChange"],
      until: "answered",
      exits: [failed, { to: "ask-for-run" }],
    },
    {
      name: "reload",
      sentence: "what the file says now",
      do: ["askReload"],
      until: "answered",
      exits: [failed, { to: "ask-for-run" }],
    },
    ...move,
    {
      name: "ask-for-run",
      sentence: "the leader puts the addresses where they belong now",
      do: ["askForRun", "reportDone", "exit"],
      exits: [{ to: "done" }],
    },
    {
      name: "fail",
      sentence: "the administrator is told",
      do: ["reportFailed", "exitFailed"],
      exits: [{ to: "failed" }],
    },
  ],
};

/** One call of the tool. */
export const addressToolChart = procedure(spec);

/** What ends a call of the tool from outside. */
export const addressToolRules: ProgramChart<AddressToolData, AddressToolEvent> = {
  id: "address-tool-process",
  sentence: "what ends the administrator's tool from outside",
  source: "facts/ip-nfs.md §1.2; tools/ctdb.c",
  initial: "working",
  guards: {},
  actions: { reportFailed: addressToolEffects.reportFailed, exitFailed: addressToolEffects.exitFailed },
  states: {
    working: {
      sentence: "waits for answers",
      on: {
        SIGTERM: { actions: ["reportFailed", "exitFailed"] },
        DAEMON_GONE: { actions: ["reportFailed", "exitFailed"] },
      },
    },
  },
};
