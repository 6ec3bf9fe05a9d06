import { FLAG, type ObservationOf, type Pnn, type TraceEvent } from "../../model/index.ts";
import { instantUs } from "../bounds.ts";
import { never } from "../never.ts";
import { hostTypes, isChildOfCtdbd, type Picture } from "../picture/index.ts";
import type { Setting, Violation } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { always } from "../setting-needs.ts";

/** How long a host waits between its monitor events. */
interface Pace {
  /** The shortest wait after the last one; 0: there was none since its daemon became RUNNING. */
  waitUs: number;
  /** When it was over; -1: none was, or another may still be under way. */
  endedUs: number;
  isUnhealthy: boolean;
}

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly paces: readonly Pace[];
  /** Hosts whose clocks were set or run wrong: their waits have another length. */
  readonly odd: Set<Pnn>;
}

/**
 * A node that works is not kept busy with looking whether it does. Looks that are left out make a wait longer, never shorter:
 * what is known here is the shortest.
 */
export const monitorEventsKeepApart = never<State>({
  name: "monitor-events-keep-apart",
  sentence:
    "From the end of a monitor event to the beginning of the next it is 2 s at least after the start of a node, 5 s after a change of its health, and each time twice as long, up to MonitorInterval.",
  needs: ["event-began", "event-ended", "clock-stepped", "clock-rate-changed", ...hostTypes],
  on: ["event-began", "event-ended", "flags-changed", "runstate-changed", "clock-stepped", "clock-rate-changed"],
  applies: always,
  initial: (setting, picture) => ({
    setting,
    picture,
    paces: picture.hosts.map(() => ({ waitUs: 0, endedUs: -1, isUnhealthy: false })),
    odd: new Set(),
  }),
  step(state, event) {
    const pace = state.paces[event.host];
    if (pace === undefined) return null;
    if (event.type === "event-began") return judge(state, pace, event);
    note(state, pace, event);
    return null;
  },
});

function note(state: State, pace: Pace, event: TraceEvent): void {
  const { monitorFirstUs, monitorChangeUs, monitorIntervalUs } = state.setting.constants;
  switch (event.type) {
    case "clock-stepped":
    case "clock-rate-changed":
      state.odd.add(event.host);
      return;
    case "runstate-changed":
      Object.assign(pace, { waitUs: 0, endedUs: -1 });
      return;
    case "flags-changed": {
      const isUnhealthy = (event.flags & FLAG.unhealthy) !== 0;
      // Only a monitor event changes that: it is the one that has just ended.
      if (isUnhealthy !== pace.isUnhealthy && pace.endedUs >= 0) pace.waitUs = monitorChangeUs;
      pace.isUnhealthy = isUnhealthy;
      return;
    }
    case "event-ended":
      if (event.event !== "monitor" || !isChildOfCtdbd(state.picture.host(event.host), event.pid)) return;
      // The first wait is as it is set; what follows is no longer than the interval, if that is shorter.
      pace.waitUs = Math.min(pace.waitUs === 0 ? monitorFirstUs : 2 * pace.waitUs, monitorIntervalUs);
      pace.endedUs = event.atUs;
      return;
    default:
  }
}

function judge(
  state: State,
  { endedUs, waitUs }: Pace,
  event: ObservationOf<"event-began"> & TraceEvent,
): Violation | null {
  const { host, atUs } = event;
  if (event.event !== "monitor" || !isChildOfCtdbd(state.picture.host(event.host), event.pid)) return null;
  if (endedUs < 0 || state.odd.has(host) || atUs - endedUs >= waitUs - instantUs) return null;
  return {
    atUs,
    hosts: [host],
    why: [
      `At ${clock(atUs)} a monitor event began on ${node(host)}, ${seconds(atUs - endedUs)} after the last one.`,
      `That had ended at ${clock(endedUs)}, and the next was not due for ${seconds(waitUs)}.`,
      "A node looks often when it has just started or changed its health, and more and more rarely then.",
    ],
  };
}
