import { scriptUs } from "../bounds.ts";
import { leadsTo, type Owed } from "../leads-to.ts";
import { unscheduledTypes } from "../picture/index.ts";
import { clock, node } from "../sentences.ts";
import { always } from "../setting-needs.ts";

const inTime = leadsTo({
  name: "events-end-in-time",
  sentence: "An event is over, or given up, when its time is over, waiting in line counted.",
  kind: "liveness",
  needs: ["event-began", "event-ended", "process-exited", "host-crashed", ...unscheduledTypes],
  applies: always,
  because: "EventScriptTimeout is for the whole event, from the moment at which it was asked for.",
  watch(owed: Owed, event) {
    const { deadlines, picture, setting } = owed;
    const { host, atUs } = event;
    if (event.type === "event-began") {
      const what = (): string => `At ${clock(atUs)} the event ${event.event} began on ${node(host)}`;
      const withinUs = Math.max(0, scriptUs(setting.constants) - event.waitedUs);
      deadlines.add(event.run, what, atUs, withinUs, [picture.unscheduled], host);
    }
    if (event.type === "event-ended") deadlines.drop(event.run);
    // One event daemon a host, but for the few seconds in which that of a dead daemon lives on.
    if (event.type === "process-exited" && event.program === "eventd") deadlines.dropHost(host);
    if (event.type === "host-crashed") deadlines.dropHost(host);
  },
});

/**
 * Whoever waits for an event is told in time, whatever its scripts do. Nodes run one event or another all the time: one
 * that runs when the trace ends is not late, and leaves nothing open.
 */
export const eventsEndInTime = { ...inTime, end: () => "holds" } as const satisfies typeof inTime;
