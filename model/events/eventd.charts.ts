import { procedure } from "../chart/index.ts";
import type { ProgramChart, ProgramProcedure } from "../process/index.ts";
import type { EventdData, EventdEvent } from "./eventd-data.ts";
import { eventdChanges, eventdEffects, eventdGuards } from "./eventd-names.ts";

const lateEnd = { guard: "isLeftOver", actions: ["changeInterfaceLate", "forgetLeftOver"] } as const;

/** The queue of events of a host: one runs at a time. */
export const eventQueueChart: ProgramChart<EventdData, EventdEvent> = {
  id: "event-queue",
  sentence: "runs the scripts of one event after another, in order; a monitor event gives way to any other",
  source: "facts/ip-nfs.md §2.4; event/ctdb-eventd.c, common/run_event.c",
  initial: "idle",
  guards: eventdGuards,
  actions: { ...eventdChanges, ...eventdEffects },
  states: {
    idle: {
      sentence: "nothing runs",
      on: {
        EVENT_ASKED: { target: "next", actions: "enqueue" },
        SCRIPTS_OVER: lateEnd,
        DAEMON_GONE: { actions: "armParentPoll" },
        PARENT_POLL_DUE: { actions: "exit" },
        SIGTERM: { actions: "exit" },
      },
    },
    next: {
      sentence: "takes the next event, if there is one",
      always: [
        { guard: "queueIsEmpty", target: "idle" },
        { target: "running", actions: ["takeNext", "armTimeout", "reportBegan", "runScripts"] },
      ],
    },
    running: {
      sentence: "a script of an event runs",
      on: {
        EVENT_ASKED: [
          {
            guard: "monitorRuns",
            target: "next",
            actions: ["cancelTimeout", "killScripts", "endCancelled", "forgetCurrent", "enqueue"],
          },
          { guard: "isMonitor", actions: "refuse" },
          { actions: "enqueue" },
        ],
        SCRIPTS_OVER: [
          lateEnd,
          { guard: "isForgotten" },
          { guard: "isBorne", actions: ["countFailure", "runRest"] },
          {
            guard: "hasFailed",
            target: "next",
            actions: ["cancelTimeout", "countFailure", "endFailed", "forgetCurrent"],
          },
          {
            guard: "hasMoreParts",
            actions: ["listInterfaces", "changeInterface", "nextPart", "runScripts"],
          },
          {
            target: "next",
            actions: ["cancelTimeout", "changeInterface", "noteChecks", "endDone", "forgetCurrent"],
          },
        ],
        EVENT_TIMEOUT: [
          {
            guard: "killsLate",
            target: "next",
            actions: ["killScripts", "endTimedOut", "forgetCurrent"],
          },
          { target: "next", actions: ["leaveRunning", "endTimedOut", "forgetCurrent"] },
        ],
        DAEMON_GONE: { actions: "armParentPoll" },
        PARENT_POLL_DUE: { actions: "exit" },
        SIGTERM: { actions: "exit" },
      },
    },
  },
};

const eventd: ProgramProcedure<EventdData, EventdEvent> = {
  id: "eventd",
  sentence: "an event daemon waits for events to run for as long as it lives; the queue is a rule of its own",
  source: "facts/ip-nfs.md §2.4; event/ctdb-eventd.c",
  guards: { never: { sentence: "it never stops serving: it exits", test: () => false, looksAt: () => null } },
  actions: {},
  steps: [{ name: "serve", sentence: "serves its main daemon", until: "never" }],
};

/** What an event daemon begins with. */
export const eventdChart = procedure(eventd);
