import { procedure } from "../chart/index.ts";
import { type ProgramChart, type ProgramProcedure, waits } from "../process/index.ts";
import { helperChanges, helperEffects, helperGuards } from "./helper-names.ts";
import type { TakeoverHelperData, TakeoverHelperEvent } from "./takeover-helper-data.ts";
import { takeoverSteps } from "./takeover-phases.ts";

const spec: ProgramProcedure<TakeoverHelperData, TakeoverHelperEvent> = {
  id: "takeover-helper",
  sentence: "a takeover run, phase after phase: who has what, who shall have what, release, take",
  source: "facts/ip-nfs.md §1.3; server/ctdb_takeover_helper.c",
  guards: { answered: waits.answered, anyFailed: waits.anyFailed, ...helperGuards },
  actions: { ...helperChanges, ...helperEffects },
  steps: [
    ...takeoverSteps({ until: "answered", before: [] }, ["reportStarted"]),
    {
      name: "succeed",
      sentence: "all phases are over",
      do: ["reportDone", "writeSuccess", "exit"],
      exits: [{ to: "done" }],
    },
    {
      name: "fail",
      sentence: "a phase has failed: what has moved stays where it is",
      do: ["reportFailed", "tellBlamed", "exitFailed"],
    },
  ],
};

/** The phases of a takeover run; a defect can swap two of them. */
export const takeoverHelperChart = procedure(spec);

/** What ends a takeover helper from outside. It does not watch its parent, but its daemon's socket. */
export const takeoverHelperRules: ProgramChart<TakeoverHelperData, TakeoverHelperEvent> = {
  id: "takeover-helper-process",
  sentence: "what ends a takeover helper from outside",
  source: "facts/ip-nfs.md §1.3; server/ctdb_takeover_helper.c",
  initial: "working",
  guards: {},
  actions: { exitFailed: helperEffects.exitFailed },
  states: {
    working: {
      sentence: "works through its phases",
      on: { SIGTERM: { actions: "exitFailed" }, DAEMON_GONE: { actions: "exitFailed" } },
    },
  },
};
