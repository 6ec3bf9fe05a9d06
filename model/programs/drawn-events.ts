import type { Draw } from "../chart/index.ts";
import { type EventdData, type EventdEvent, newEventdData, type QueuedEvent, scriptsOf } from "../events/index.ts";
import type { CtdbdData, CtdbdEvent } from "../node/index.ts";
import type { Context, ProcessData } from "../process/index.ts";
import { type EventName, eventNames, FLAG } from "../words/index.ts";
import type { AnyEvent } from "./charts.ts";
import { often, one, S } from "./drawn.ts";

type Source = readonly [(draw: Draw) => Context<ProcessData>, (draw: Draw) => AnyEvent];

/** Runs that are told apart; few, so that they meet. */
const run = (draw: Draw): number => draw(4);
/** Events with several parts, with none, and the one that gives way. */
const name = (draw: Draw): EventName => one(draw, ["monitor", "monitor", "takeip", "releaseip", "init", ...eventNames]);

function queued(draw: Draw, nowUs: number): QueuedEvent {
  const askedUs = nowUs - draw(20) * S;
  return {
    run: run(draw),
    event: name(draw),
    interface: "eth0",
    address: one(draw, ["", "10.0.0.1"]),
    askedUs,
    dueUs: askedUs + 30 * S,
  };
}

function eventdData(draw: Draw, base: ProcessData): EventdData {
  const some = (): QueuedEvent[] => Array.from({ length: draw(3) }, () => queued(draw, base.nowUs));
  return {
    ...newEventdData(base),
    queue: some(),
    current: often(draw, 6) ? null : queued(draw, base.nowUs),
    part: draw(2),
    left: some().map((event) => ({ ...event, part: draw(2) })),
    nfsFailures: draw(3) - 1,
    isBorne: often(draw),
  };
}

function eventdEvent(draw: Draw): EventdEvent {
  const event = name(draw);
  const failed = one(draw, ["", "", "60.nfs", ...scriptsOf(event)]);
  return one<() => EventdEvent>(draw, [
    () => ({ type: "EVENT_ASKED", request: { run: run(draw), event, address: "", interface: "" } }),
    () => ({ type: "SCRIPTS_OVER", run: run(draw), failed, isCheck: often(draw) }),
    () => ({ type: "SCRIPTS_OVER", run: run(draw), failed, isCheck: often(draw) }),
    () => ({ type: one(draw, ["EVENT_TIMEOUT", "DAEMON_GONE", "PARENT_POLL_DUE", "SIGTERM", "RESUME"] as const) }),
  ])();
}

/** For each chart of events and health its data, made from that of its process, and what it reacts to. */
export function eventSources(
  withData: <D extends ProcessData>(data: (draw: Draw, base: ProcessData) => D) => (draw: Draw) => Context<D>,
  ctdbd: (draw: Draw) => Context<CtdbdData>,
): Readonly<Record<string, Source>> {
  const eventd = withData(eventdData);
  const ofDaemon = (): Source => [monitoring(ctdbd), monitorEvent];
  return {
    eventd: [eventd, eventdEvent],
    "event-queue": [eventd, eventdEvent],
    monitoring: ofDaemon(),
    monitor: ofDaemon(),
  };
}

const monitorEvent = (draw: Draw): CtdbdEvent => ({ type: one(draw, ["MONITOR_DUE", "RESUME"] as const) });

/** A node that mostly runs, and whose monitor event has ended somehow. */
function monitoring(ctdbd: (draw: Draw) => Context<CtdbdData>): (draw: Draw) => Context<CtdbdData> {
  return (draw) => {
    const { d, f, k } = ctdbd(draw);
    const isWell = !often(draw, 4);
    const flagsOf = d.flagsOf.map((flags, pnn) => (pnn !== d.pnn || !isWell ? flags : draw(2) * FLAG.unhealthy));
    const calm = isWell ? ({ runState: "running", recoveryMode: "normal", frozen: often(draw, 6) } as const) : {};
    const monitor = { intervalUs: draw(20) * S, timeouts: one(draw, [0, 1, 19, 20]), isStopped: often(draw, 8) };
    const script = one(draw, ["running", "done", "failed", "timed-out", "cancelled"] as const);
    return { d: { ...d, ...calm, flagsOf, monitor }, f: { ...f, script }, k };
  };
}
