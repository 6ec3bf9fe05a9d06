import type { ObservationOf, TraceEvent } from "../../model/index.ts";
import { instantUs } from "../bounds.ts";
import { never } from "../never.ts";
import type { Violation } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { always } from "../setting-needs.ts";
import { type EventDaemon, EventLog, eventLogTypes } from "./event-log.ts";

type Began = ObservationOf<"event-began"> & TraceEvent;

/** Scripts of two events never run beside each other, nor out of turn; nobody waits for a monitor event. */
export const oneEventAtATime = never<EventLog>({
  name: "one-event-at-a-time",
  sentence:
    "An event daemon runs one event at a time, in the order in which they were asked for, and lets none wait for a monitor event.",
  needs: eventLogTypes,
  applies: always,
  initial: () => new EventLog(),
  step(log, event) {
    const violation = event.type === "event-began" ? judge(log.of(event.host, event.pid), event) : null;
    log.observe(event);
    return violation;
  },
});

function judge(daemon: EventDaemon, event: Began): Violation | null {
  const wrong = besides(daemon, event) ?? outOfTurn(daemon, event) ?? behindMonitor(daemon, event);
  if (wrong === undefined) return null;
  const { atUs, host } = event;
  return {
    atUs,
    hosts: [host],
    why: [`At ${clock(atUs)} the scripts of the event ${event.event} began on ${node(host)}.`, ...wrong],
  };
}

type Reasons = readonly [evidence: string, bound: string];

function besides({ running }: EventDaemon, _event: Began): Reasons | undefined {
  if (running === null) return undefined;
  return [
    `Those of ${running.event} ran since ${clock(running.atUs)}, and had neither ended nor been given up.`,
    "Scripts of one event count on it that no other one changes what they look at.",
  ];
}

function outOfTurn({ lastRun }: EventDaemon, { run }: Began): Reasons | undefined {
  if (run > lastRun) return undefined;
  return [
    `It is number ${run}, and number ${lastRun} had begun before.`,
    "A release that overtakes a takeover leaves the address where it does not belong.",
  ];
}

function behindMonitor({ ended }: EventDaemon, { waitedUs, atUs }: Began): Reasons | undefined {
  if (ended?.event !== "monitor" || waitedUs <= instantUs || ended.atUs <= atUs - waitedUs) return undefined;
  return [
    `It had waited for ${seconds(waitedUs)}, and a monitor event had run until ${clock(ended.atUs)}.`,
    "A monitor event that runs is cancelled as soon as another one is asked for.",
  ];
}
