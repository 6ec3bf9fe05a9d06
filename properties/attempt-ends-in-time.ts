import type { TraceEvent } from "../model/index.ts";
import { attemptUs } from "./bounds.ts";
import { byDeadlines } from "./by-deadlines.ts";
import { Deadlines } from "./deadlines.ts";
import { hostTypes, Meter, type Picture, Unscheduled, unscheduledTypes } from "./picture/index.ts";
import type { Property, Setting } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly deadlines: Deadlines;
  /** Time in which a recovery daemon could not act; one whose helper stands still can. */
  readonly stoodStill: Meter;
  readonly unscheduled: Unscheduled;
}

/** Nobody waits for a lock for ever: a recovery daemon that does holds no elections and runs no recoveries. */
export const attemptEndsInTime: Property<State> = {
  name: "attempt-ends-in-time",
  kind: "liveness",
  sentence: "An attempt at the cluster lock ends within its time limit, whatever its helper does.",
  needs: ["lock-believed", "lock-refused", ...hostTypes, ...unscheduledTypes],
  on: ["lock-believed", "lock-refused", "process-exited", "host-crashed", ...unscheduledTypes],
  applies: needsLock,
  initial(setting, picture) {
    const stoodStill = new Meter(picture.hosts.length);
    const unscheduled = new Unscheduled(stoodStill);
    return { setting, picture, deadlines: new Deadlines(picture), stoodStill, unscheduled };
  },
  step(state, event) {
    if (!isOfHelper(event)) state.unscheduled.observe(event);
    const { deadlines, picture, setting, stoodStill } = state;
    const host = picture.hosts[event.host];
    if (host === undefined) return null;
    const what = (): string =>
      `The recovery daemon of ${node(host.pnn)} tried to take the cluster lock at ${clock(event.atUs)}`;
    // Given up, and begun anew in the same moment: what the daemon believes of the lock has not changed meanwhile.
    if (event.type === "lock-refused") deadlines.drop(host.pnn);
    if (host.lock !== "taking") deadlines.drop(host.pnn);
    else {
      // Flags are pushed on top of the attempt's wait: it goes on when that is over.
      const meters = [stoodStill, picture.pushing];
      deadlines.add(host.pnn, what, event.atUs, attemptUs(setting.constants), meters, host.pnn);
    }
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} it still did.`,
    `It was due ${seconds(late.withinUs)} later, not counting time in which the daemon stood still or may have pushed its flags.`,
    "The daemon gives an attempt up when its time is over, and tries again later.",
  ]),
  end: () => "holds",
};

function isOfHelper(event: TraceEvent): boolean {
  return (event.type === "process-stopped" || event.type === "process-continued") && event.program === "lock-helper";
}
