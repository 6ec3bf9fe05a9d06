import type { Pnn, TraceEvent } from "../model/index.ts";
import { helperNoticesUs, instantUs, probeUs } from "./bounds.ts";
import { byDeadlines } from "./by-deadlines.ts";
import { Deadlines } from "./deadlines.ts";
import {
  execTypes,
  hostTypes,
  type Picture,
  type ProcessView,
  serviceTypes,
  storageTypes,
  unscheduledTypes,
} from "./picture/index.ts";
import { processKey } from "./process-key.ts";
import type { Property, Setting, Violation } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { needsHelper } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly deadlines: Deadlines;
  /** Clocks that were set or run wrong: a time limit by such a clock has another length. */
  readonly odd: Set<Pnn>;
}

/** A probe that is given up at once finds nothing, and one that goes on may take the lock for good. */
export const probeEndsInTime: Property<State> = {
  name: "probe-ends-in-time",
  sentence: "A lock probe has its time, and ends within it, whatever it finds.",
  kind: "liveness",
  needs: [
    "probe-answered",
    "clock-stepped",
    "clock-rate-changed",
    ...hostTypes,
    ...unscheduledTypes,
    ...storageTypes,
    ...serviceTypes,
    ...execTypes,
  ],
  on: ["probe-answered", "clock-stepped", "clock-rate-changed", "process-started", "process-exited", "host-crashed"],
  applies: needsHelper,
  initial: (setting, picture) => ({ setting, picture, deadlines: new Deadlines(picture), odd: new Set() }),
  step({ setting, picture, deadlines, odd }, event) {
    if (event.type === "clock-stepped" || event.type === "clock-rate-changed") odd.add(event.host);
    if (event.type === "host-crashed") deadlines.dropHost(event.host);
    if (event.type === "process-exited") {
      deadlines.drop(processKey(event));
      if (event.program === "ctdbd") leaveAlone(picture, deadlines, setting, event);
    }
    if (event.type === "probe-answered" && event.status === "2" && !odd.has(event.host))
      return judge(event, eldestProbe(picture, event.host), setting);
    if (event.type !== "process-started" || event.program !== "lock-probe") return null;
    const what = (): string => `Lock probe ${event.pid} of ${node(event.host)} was started at ${clock(event.atUs)}`;
    const meters = [picture.unscheduled, picture.storageHung, picture.serviceAway, picture.execSlow];
    const key = processKey(event);
    deadlines.add(key, what, event.atUs, probeUs(setting.constants), meters, event.host);
    return null;
  },
  ...byDeadlines<State>((late, atUs, { setting }) => [
    `${late.what()}, and at ${clock(atUs)} it still ran.`,
    `Its time limit is ${seconds(setting.constants.lockProbeTimeoutUs)}, not counting time in which it could not act.`,
    "Its daemon sends it SIGTERM when it has answered, and when its time is over; without its daemon it ends by itself.",
  ]),
  end: () => "holds",
};

/** Nobody ends the probes of a dead daemon: one that has taken the lock ends when it looks for its parent. */
function leaveAlone(picture: Picture, deadlines: Deadlines, setting: Setting, { host, atUs }: TraceEvent): void {
  for (const { pid, startedUs } of probesOf(picture, host))
    deadlines.extend(processKey({ host, pid }), atUs, startedUs - atUs + helperNoticesUs(setting));
}

function probesOf(picture: Picture, host: Pnn): readonly ProcessView[] {
  return [...(picture.hosts[host]?.processes.values() ?? [])].filter(({ program }) => program === "lock-probe");
}

/** When the first of a host's probes started that still run; infinite: none runs. */
function eldestProbe(picture: Picture, host: Pnn): number {
  return probesOf(picture, host).reduce((first, { startedUs }) => Math.min(first, startedUs), Number.POSITIVE_INFINITY);
}

/** One of those that run must have had its time. */
function judge({ host, atUs }: TraceEvent, startedUs: number, { constants }: Setting): Violation | null {
  if (startedUs > atUs || atUs - startedUs >= constants.lockProbeTimeoutUs - instantUs) return null;
  return {
    atUs,
    hosts: [host],
    why: [
      `At ${clock(atUs)} ${node(host)} gave its lock probe up.`,
      `It had started it at ${clock(startedUs)}.`,
      `A probe that has not answered within ${seconds(constants.lockProbeTimeoutUs)} counts as contended, and not before.`,
    ],
  };
}
