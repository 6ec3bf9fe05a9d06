import { procedure } from "../chart/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { ProgramChart, ProgramProcedure } from "../process/index.ts";
import { monitoringChanges, monitoringEffects, monitoringGuards } from "./monitoring-names.ts";

const source = "facts/ip-nfs.md §2.5, facts/leadership.md §1.2; server/ctdb_monitor.c";
const { mustWait, allFrozen, ...guards } = monitoringGuards;
const { beginMonitor, ...effects } = monitoringEffects;

/** When a node looks at its health. */
export const monitoringChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "monitoring",
  sentence: "a node that runs looks at its own health again and again, but not in a recovery",
  source,
  initial: "serving",
  guards: { mustWait, allFrozen },
  actions: { beginMonitor, armMonitor: monitoringEffects.armMonitor },
  states: {
    serving: {
      sentence: "waits for the time of the next look",
      on: {
        MONITOR_DUE: [
          { guard: "mustWait", actions: "armMonitor" },
          { guard: "allFrozen", actions: "armMonitor" },
          { actions: "beginMonitor" },
        ],
      },
    },
  },
};

const change = ["lookSoon", "pushFlags", "askForTakeover"] as const;

const monitor: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "monitor",
  sentence: "one look of a node at its health, and what follows from it",
  source,
  guards,
  actions: { ...monitoringChanges, ...effects },
  ends: ["stopped"],
  steps: [
    {
      name: "run-event",
      sentence: "monitor event",
      do: ["runMonitor"],
      until: "scriptOver",
      exits: [{ guard: "monitoringIsOver", to: "stopped" }, { guard: "cancelled", to: "next-look" }, { to: "judge" }],
    },
    {
      name: "judge",
      sentence: "one failure makes it unhealthy, one success healthy; only what takes too long is borne for a while",
      do: ["countTimeouts"],
      exits: [
        { guard: "timeoutIsBorne", to: "next-look" },
        { guard: "fellIll", actions: ["markUnhealthy", ...change], to: "next-look" },
        { guard: "gotWell", actions: ["markHealthy", ...change], to: "next-look" },
        { to: "next-look" },
      ],
    },
    {
      name: "next-look",
      sentence: "the next look is due after the interval, the one after that later still",
      exits: [{ guard: "monitorAgain", actions: ["armMonitor", "waitLonger"], to: "done" }, { to: "stopped" }],
    },
  ],
};

/** One monitor event. */
export const monitorChart = procedure(monitor);
