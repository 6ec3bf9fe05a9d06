import { procedure, type StepSpec } from "../chart/index.ts";
import { type ProgramChart, type ProgramProcedure, waits } from "../process/index.ts";
import { helperChanges, helperEffects, helperGuards } from "./helper-names.ts";
import type { TakeoverHelperData, TakeoverHelperEvent } from "./takeover-helper-data.ts";

/** A phase: wait for every answer, go on only if all were good; a failure is blamed on nodes. */
function phase(name: string, sentence: string, ask: string, blame: string): StepSpec {
  return {
    name,
    sentence,
    do: [ask],
    until: "answered",
    exits: [{ guard: "anyFailed", actions: [blame], to: "fail" }],
  };
}

const spec: ProgramProcedure<TakeoverHelperData, TakeoverHelperEvent> = {
  id: "takeover-helper",
  sentence: "a takeover run, phase after phase: who has what, who shall have what, release, take",
  source: "facts/ip-nfs.md §1.3; server/ctdb_takeover_helper.c",
  guards: { answered: waits.answered, anyFailed: waits.anyFailed, ...helperGuards },
  actions: { ...helperChanges, ...helperEffects },
  steps: [
    {
      name: "fetch-tunables",
      sentence: "the time-outs, and how addresses are spread",
      do: ["reportStarted", "askTunables"],
      until: "answered",
      exits: [{ guard: "anyFailed", to: "fail" }],
    },
    {
      name: "fetch-nodemap",
      sentence: "who is connected, and who is active?",
      do: ["askNodemap"],
      until: "answered",
      exits: [{ guard: "anyFailed", to: "fail" }],
    },
    {
      name: "store-flags",
      sentence: "without an active node there is nothing to do",
      do: ["storeFlags", "setDeadline"],
      exits: [
        { guard: "nobodyIsActive", to: "fail" },
        { guard: "failoverIsOff", to: "finish" },
      ],
    },
    phase("fetch-known", "who knows which address, and whose is it?", "askKnown", "blameForKnown"),
    { name: "store-known", sentence: "a node is believed about itself only", do: ["storeKnown"] },
    phase("fetch-available", "who can host which?", "askAvailable", "blameForAvailable"),
    {
      name: "allocate",
      sentence: "who shall have what?",
      do: ["storeAvailable"],
      exits: [
        { guard: "nothingToHost", to: "finish" },
        { actions: ["allocate", "setDeadline"], to: "next" },
      ],
    },
    phase("start", "services may prepare, everywhere, before anything moves", "askStart", "blameForStart"),
    phase("release", "nothing is taken before everything is released", "askReleases", "blameForRelease"),
    phase("take", "each address where it belongs", "askTakes", "blameForTake"),
    phase("finish", "services may follow up, everywhere, whether or not anything moved", "askFinish", "blameForFinish"),
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
