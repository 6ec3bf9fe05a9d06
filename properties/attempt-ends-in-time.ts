import type { Pnn, TraceEvent } from "../model/index.ts";
import { attemptUs, flagPushUs } from "./bounds.ts";
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
  /** How often each node's own flags have changed while it tries. */
  readonly pushes: number[];
}

/** Nobody waits for a lock for ever: a recovery daemon that does holds no elections and runs no recoveries. */
export const attemptEndsInTime: Property<State> = {
  name: "attempt-ends-in-time",
  kind: "liveness",
  sentence: "An attempt at the cluster lock ends within its time limit, whatever its helper does.",
  needs: ["lock-believed", "lock-refused", "flags-changed", ...hostTypes, ...unscheduledTypes],
  on: ["lock-believed", "lock-refused", "flags-changed", "process-exited", "host-crashed", ...unscheduledTypes],
  applies: needsLock,
  initial(setting, picture) {
    const stoodStill = new Meter(picture.hosts.length);
    const unscheduled = new Unscheduled(stoodStill);
    return { setting, picture, deadlines: new Deadlines(picture), stoodStill, unscheduled, pushes: [] };
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
    else if (event.type === "flags-changed") waitForPush(state, host.pnn, event.atUs);
    else {
      if (!deadlines.has(host.pnn)) state.pushes[host.pnn] = 0;
      deadlines.add(host.pnn, what, event.atUs, attemptUs(setting.constants), [stoodStill], host.pnn);
    }
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} it still did.`,
    `It was due ${seconds(late.withinUs)} later, not counting time in which the daemon stood still.`,
    "The daemon gives an attempt up when its time is over, and tries again later.",
  ]),
  end: () => "holds",
};

/** Flags are pushed on top of the attempt's wait; it goes on when all pushes, one upon the other, are over. */
function waitForPush({ deadlines, pushes, setting }: State, pnn: Pnn, atUs: number): void {
  const count = (pushes[pnn] ?? 0) + 1;
  pushes[pnn] = count;
  deadlines.extend(pnn, atUs, count * flagPushUs(setting.constants));
}

function isOfHelper(event: TraceEvent): boolean {
  return (event.type === "process-stopped" || event.type === "process-continued") && event.program === "lock-helper";
}
