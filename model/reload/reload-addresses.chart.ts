import { procedure } from "../chart/index.ts";
import { type ProgramChart, type ProgramProcedure, waits } from "../process/index.ts";
import { reloadChanges, reloadEffects, reloadGuards } from "./reload-addresses-names.ts";
import type { ReloadData, ReloadEvent } from "./reload-data.ts";

const spec: ProgramProcedure<ReloadData, ReloadEvent> = {
  id: "reload-addresses",
  sentence: "brings what a daemon knows of public addresses in line with their file, one after another",
  source: "facts/ip-nfs.md §1.1; seed 002 (IP address reloading helper); server/ctdb_takeover.c",
  guards: { answered: waits.answered, anyFailed: waits.anyFailed, ...reloadGuards },
  actions: { ...reloadChanges, ...reloadEffects },
  ends: ["failed"],
  steps: [
    {
      name: "fetch-known",
      sentence: "what does the daemon know? The file was read as the process began",
      do: ["reportStarted", "armOwnTime", "askKnown"],
      until: "answered",
      exits: [
        { guard: "anyFailed", to: "fail" },
        { actions: ["compare"], to: "next" },
      ],
    },
    {
      name: "delete",
      sentence: "what is no longer in the file, first",
      exits: [{ guard: "noneToDelete", to: "announce" }],
    },
    {
      name: "ask-delete",
      sentence: "one at a time",
      do: ["askDelete"],
      until: "answered",
      exits: [
        { guard: "anyFailed", to: "fail" },
        { actions: ["countDeleted"], to: "delete" },
      ],
    },
    {
      name: "announce",
      sentence: "before the first that is added, every recovery daemon hears that this node is to be given addresses",
      exits: [
        { guard: "noneToAdd", to: "succeed" },
        { actions: ["tellRebalance"], to: "add" },
      ],
    },
    { name: "add", sentence: "what is new in the file", exits: [{ guard: "noneToAdd", to: "succeed" }] },
    {
      name: "ask-add",
      sentence: "one at a time",
      do: ["askAdd"],
      until: "answered",
      exits: [
        { guard: "anyFailed", to: "fail" },
        { actions: ["countAdded"], to: "add" },
      ],
    },
    {
      name: "succeed",
      sentence: "the daemon knows what stands in the file",
      do: ["reportDone", "sayDone"],
      exits: [{ guard: "isChild", actions: ["exit"], to: "done" }],
    },
    {
      name: "ask-for-run",
      sentence: "a helper has the leader put the addresses where they belong now",
      do: ["askForRun", "exit"],
      exits: [{ to: "done" }],
    },
    {
      name: "fail",
      sentence: "what is done is done, and the rest is left",
      do: ["reportFailed", "sayFailed", "exitFailed"],
      exits: [{ to: "failed" }],
    },
  ],
};

/** A reload, whoever makes it. */
export const reloadAddressesChart = procedure(spec);

/** What ends such a process from outside. */
export const reloadRules: ProgramChart<ReloadData, ReloadEvent> = {
  id: "reload-process",
  sentence: "what ends a reload: its daemon's end, or its time, which a helper keeps itself",
  source: "facts/ip-nfs.md §8; seed 002 (IP address reloading helper)",
  initial: "working",
  guards: {},
  actions: { reportFailed: reloadEffects.reportFailed, exitFailed: reloadEffects.exitFailed },
  states: {
    working: {
      sentence: "works through its addresses",
      on: {
        RELOAD_OVER: { actions: ["reportFailed", "exitFailed"] },
        SIGTERM: { actions: ["reportFailed", "exitFailed"] },
        DAEMON_GONE: { actions: ["reportFailed", "exitFailed"] },
      },
    },
  },
};
