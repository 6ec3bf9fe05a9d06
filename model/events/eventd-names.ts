import type { Change, Effect as EffectAction, Guard } from "../chart/index.ts";
import type { Effect } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import type { EventOutcome } from "../words/index.ts";
import type { EventdData, EventdEvent, LeftEvent, QueuedEvent } from "./eventd-data.ts";
import { partsOf, serviceOf, takesAllAway } from "./script-table.ts";

/** What the charts of an event daemon see. */
export type EventdContext = Context<EventdData>;
type EventdGuard = Guard<EventdContext, EventdEvent>;
type EventdChange = Change<EventdContext, EventdEvent>;
type EventdEffect = EffectAction<EventdContext, EventdEvent, Effect>;

/** The event that ran out of time and whose script has ended now. */
function leftOver(c: EventdContext, e: EventdEvent): LeftEvent | undefined {
  return e.type === "SCRIPTS_OVER" ? c.d.left.find(({ run }) => run === e.run) : undefined;
}

/** Questions of an event daemon. */
export const eventdGuards = {
  queueIsEmpty: { sentence: "nothing is asked for", test: (c) => c.d.queue.length === 0 },
  monitorRuns: { sentence: "a monitor event runs", test: (c) => c.d.current?.event === "monitor" },
  isMonitor: {
    sentence: "a monitor event is asked for",
    test: (_c, e) => e.type === "EVENT_ASKED" && e.request.event === "monitor",
  },
  isLeftOver: {
    sentence: "a script that was given up has ended by itself",
    test: (c, e) => leftOver(c, e) !== undefined,
  },
  isForgotten: {
    sentence: "the scripts are of no event that runs",
    test: (c, e) => e.type !== "SCRIPTS_OVER" || c.d.current?.run !== e.run,
  },
  isBorne: {
    sentence: "nfs has been seen to work, and has not failed often enough yet for its node to be unhealthy",
    test: (c, e) =>
      e.type === "SCRIPTS_OVER" &&
      e.isCheck &&
      serviceOf(e.failed) === "nfs" &&
      c.d.nfsFailures >= 0 &&
      c.d.nfsFailures + 1 < c.k.nfsUnhealthyAfter,
  },
  hasFailed: { sentence: "a script has failed", test: (_c, e) => e.type === "SCRIPTS_OVER" && e.failed !== "" },
  hasMoreParts: {
    sentence: "there are more scripts of this event",
    test: (c) => c.d.current !== null && c.d.part + 1 < partsOf(c.d.current.event).length,
  },
  killsLate: {
    sentence: "a debug program is configured, behind which a script that takes too long is ended",
    test: (c) => c.k.eventDebugProgram !== 0,
  },
} as const satisfies Record<string, EventdGuard>;

/** Changes of an event daemon's own state. */
export const eventdChanges = {
  enqueue: {
    sentence: "stand in line; the time of an event begins when it is asked for",
    change: (c, e) => {
      if (e.type !== "EVENT_ASKED") return;
      c.d.queue.push({ askedUs: c.d.nowUs, dueUs: c.d.nowUs + c.k.scriptTimeoutUs, ...e.request });
    },
  },
  takeNext: {
    sentence: "the next event runs",
    change: (c) => {
      c.d.current = c.d.queue.shift() ?? null;
      c.d.part = 0;
      c.d.isBorne = false;
    },
  },
  nextPart: {
    sentence: "go on with its next scripts",
    change: (c) => {
      c.d.part += 1;
    },
  },
  leaveRunning: {
    sentence: "leave the script that takes too long to itself",
    change: (c) => {
      if (c.d.current !== null) c.d.left.push({ part: c.d.part, ...c.d.current });
    },
  },
  forgetLeftOver: {
    sentence: "nothing is left of it",
    change: (c, e) => {
      if (e.type === "SCRIPTS_OVER") c.d.left = c.d.left.filter(({ run }) => run !== e.run);
    },
  },
  forgetCurrent: {
    sentence: "no event runs",
    change: (c) => {
      c.d.current = null;
    },
  },
  countFailure: {
    sentence: "count the failure of nfs, if it has been seen to work",
    change: (c, e) => {
      const counts = e.type === "SCRIPTS_OVER" && e.isCheck && serviceOf(e.failed) === "nfs";
      if (!counts || c.d.nfsFailures < 0) return;
      c.d.nfsFailures += 1;
      c.d.isBorne = true;
    },
  },
  noteChecks: {
    sentence: "a monitor event that ends well has seen nfs work, unless a failure was borne",
    change: (c) => {
      if (c.d.current?.event === "monitor" && !c.d.isBorne) c.d.nfsFailures = 0;
    },
  },
} as const satisfies Record<string, EventdChange>;

function ended({ current, pid }: EventdData, outcome: EventOutcome, script?: string): readonly Effect[] {
  if (current === null) return [];
  const { run, event } = current;
  const said = script === undefined ? {} : { script };
  return [
    { kind: "observe", event: { type: "event-ended", event, run, pid, outcome, ...said } },
    { kind: "endEvent", run, outcome },
  ];
}

/** What 10.interface does to the kernel at its end. */
function interfaceChange({ f }: EventdContext, { event, address, interface: to }: QueuedEvent): readonly Effect[] {
  if (event === "takeip") return [{ kind: "interface", op: "add", address, to }];
  if (event === "updateip") return [{ kind: "interface", op: "move", address, to }];
  if (event === "releaseip") return [{ kind: "interface", op: "remove", address }];
  return takesAllAway(event) ? f.interfaces.map((left) => ({ kind: "interface", op: "remove", address: left })) : [];
}

/** What an event daemon has done: by the kernel, by its scripts, by its main daemon. */
export const eventdEffects = {
  armTimeout: {
    sentence: "give it up when its time is over, waiting in line counted",
    effect: ({ d }) =>
      d.current === null
        ? undefined
        : { kind: "setTimer", timer: "EVENT_TIMEOUT", delayUs: Math.max(0, d.current.dueUs - d.nowUs) },
  },
  cancelTimeout: {
    sentence: "its time does not count any more",
    effect: () => ({ kind: "cancelTimer", timer: "EVENT_TIMEOUT" }),
  },
  reportBegan: {
    sentence: "log which event begins, and for how long it has stood in line",
    effect: ({ d }) =>
      d.current === null
        ? undefined
        : {
            kind: "observe",
            event: {
              type: "event-began",
              event: d.current.event,
              run: d.current.run,
              pid: d.pid,
              waitedUs: Math.max(0, d.nowUs - d.current.askedUs),
              ...(d.current.address === "" ? {} : { address: d.current.address }),
            },
          },
  },
  runScripts: {
    sentence: "run the scripts of the event, one after another in the order of their names",
    effect: ({ d }) => {
      if (d.current === null) return undefined;
      const { run, event, address } = d.current;
      const parts = partsOf(event);
      return { kind: "runScripts", run, event, address, scripts: parts[d.part] ?? [], parts: parts.length };
    },
  },
  runRest: {
    sentence: "run the scripts behind the one whose failure is borne",
    effect: ({ d }, e) => {
      if (d.current === null || e.type !== "SCRIPTS_OVER") return undefined;
      const { run, event, address } = d.current;
      const scripts: readonly string[] = partsOf(event)[d.part] ?? [];
      return {
        kind: "runScripts",
        run,
        event,
        address,
        scripts: scripts.slice(scripts.indexOf(e.failed) + 1),
        parts: scripts.length,
      };
    },
  },
  killScripts: {
    sentence: "kill the script, with whatever it has started",
    effect: ({ d }) => (d.current === null ? undefined : { kind: "killScripts", run: d.current.run }),
  },
  listInterfaces: {
    sentence: "10.interface looks which addresses are there, where it takes all of them away: in init and shutdown",
    effect: ({ d }) =>
      d.current !== null && takesAllAway(d.current.event) ? { kind: "interface", op: "list" } : undefined,
  },
  changeInterface: {
    sentence: "10.interface has put the address on the interface, moved it there, or taken it, or what was left, away",
    effect: (c) => (c.d.current === null || c.d.part > 0 ? [] : interfaceChange(c, c.d.current)),
  },
  changeInterfaceLate: {
    sentence: "a script that was given up does what it was to do after all",
    effect: (c, e) => {
      const late = leftOver(c, e);
      const isDone = late?.part === 0 && e.type === "SCRIPTS_OVER" && e.failed === "";
      return isDone ? interfaceChange(c, late) : [];
    },
  },
  endDone: { sentence: "tell its main daemon: done", effect: ({ d }) => ended(d, "done") },
  endFailed: {
    sentence: "tell its main daemon: failed; no more scripts of it run",
    effect: ({ d }, e) => ended(d, "failed", e.type === "SCRIPTS_OVER" ? e.failed : undefined),
  },
  endTimedOut: { sentence: "tell its main daemon: its time is over", effect: ({ d }) => ended(d, "timed-out") },
  endCancelled: { sentence: "tell its main daemon: cancelled", effect: ({ d }) => ended(d, "cancelled") },
  refuse: {
    sentence: "tell its main daemon: cancelled, for another event runs",
    effect: (_c, e) =>
      e.type === "EVENT_ASKED" ? { kind: "endEvent", run: e.request.run, outcome: "cancelled" } : undefined,
  },
  armParentPoll: {
    sentence: "notice that its main daemon is gone when it looks next",
    effect: ({ d, k }) => {
      const upUs = d.monotonicUs - d.startedUs;
      const sinceFirstUs = upUs - k.eventdParentFirstUs;
      const delayUs =
        sinceFirstUs < 0 ? -sinceFirstUs : k.eventdParentPollUs - (sinceFirstUs % Math.max(1, k.eventdParentPollUs));
      return { kind: "setTimer", timer: "PARENT_POLL_DUE", delayUs, monotonic: true };
    },
  },
  exit: { sentence: "exit; its scripts are killed", effect: () => ({ kind: "exit", code: 0 }) },
} as const satisfies Record<string, EventdEffect>;
