import { type EventOutcome, FLAG, type ObservationOf, type TraceEvent } from "../../model/index.ts";
import { followsAtOnceUs, instantUs } from "../bounds.ts";
import { byDeadlines } from "../by-deadlines.ts";
import { Deadlines } from "../deadlines.ts";
import { type Picture, unscheduledTypes } from "../picture/index.ts";
import type { Property, Setting, Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { always } from "../setting-needs.ts";
import { EventLog, eventLogTypes } from "./event-log.ts";

/** What is known of the health of one host. */
interface Health {
  /** Of its last monitor event that counts; null: there was none since its daemon started. */
  outcome: EventOutcome | null;
  endedUs: number;
  timeouts: number;
  /** As its daemon says; null: it has said nothing yet. */
  isUnhealthy: boolean | null;
}

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly log: EventLog;
  readonly hosts: readonly Health[];
  readonly deadlines: Deadlines;
}

const endedAs = { done: "succeeded", failed: "failed", "timed-out": "took too long too often" } as const;

const fresh = (): Health => ({ outcome: null, endedUs: 0, timeouts: 0, isUnhealthy: null });

/** A node is as healthy as its monitor event has found it. */
export const healthFollowsMonitor: Property<State> = {
  name: "health-follows-monitor",
  sentence:
    "A node becomes unhealthy by a monitor event that fails, or has taken too long too often, healthy by one that succeeds, and both at once.",
  kind: "safety",
  needs: [...eventLogTypes, "flags-changed", "runstate-changed", ...unscheduledTypes],
  applies: always,
  initial: (setting, picture) => ({
    setting,
    picture,
    log: new EventLog(),
    hosts: picture.hosts.map(fresh),
    deadlines: new Deadlines(picture),
  }),
  step(state, event) {
    state.log.observe(event);
    const health = state.hosts[event.host];
    if (health === undefined) return null;
    const isNew = event.type === "process-started" && event.program === "ctdbd";
    const isGone = event.type === "process-exited" && (event.program === "ctdbd" || event.program === "eventd");
    if (isNew) Object.assign(health, fresh());
    if (isNew || isGone || event.type === "host-crashed" || goesDown(event)) state.deadlines.drop(event.host);
    if (event.type === "event-ended" && event.event === "monitor") note(state, health, event);
    return event.type === "flags-changed" ? judge(state, health, event) : null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} its flag still said otherwise.`,
    `The monitor event had ended at ${clock(late.sinceUs)}.`,
    "One failure and one success are enough; time-outs are borne until there are MonitorTimeoutCount in a row.",
  ]),
};

function goesDown(event: TraceEvent): boolean {
  return event.type === "runstate-changed" && event.runState === "shutdown";
}

/** Is the node to say something else of its health now? */
function isOwed({ outcome, isUnhealthy, timeouts }: Health, { constants }: Setting): boolean {
  if (outcome === "timed-out") return isUnhealthy === false && timeouts >= constants.monitorTimeoutCount;
  return outcome === "failed" ? isUnhealthy === false : isUnhealthy === true;
}

function note(
  { setting, log, deadlines, picture }: State,
  health: Health,
  { host, atUs, outcome, pid }: ObservationOf<"event-ended"> & TraceEvent,
): void {
  if (!log.isCurrent(host, pid) || outcome === "cancelled") return;
  health.outcome = outcome;
  health.endedUs = atUs;
  health.timeouts = outcome === "timed-out" ? health.timeouts + 1 : 0;
  const { ctdbd, runState } = picture.host(host);
  // An event that has outlived its daemon is told to nobody.
  if (!isOwed(health, setting) || ctdbd === 0 || runState === "shutdown") return;
  const what = (): string => `The monitor event of ${node(host)} ${endedAs[outcome]}`;
  deadlines.add(host, what, atUs, instantUs + followsAtOnceUs, [picture.unscheduled], host);
}

function judge(
  { setting, deadlines }: State,
  health: Health,
  { host, atUs, flags }: ObservationOf<"flags-changed"> & TraceEvent,
): Violation | null {
  const was = health.isUnhealthy;
  const isUnhealthy = (flags & FLAG.unhealthy) !== 0;
  health.isUnhealthy = isUnhealthy;
  if (was === null || was === isUnhealthy) return null;
  deadlines.drop(host);
  const { monitorTimeoutCount } = setting.constants;
  const isIll = health.outcome === "failed" || health.timeouts >= monitorTimeoutCount;
  if (isUnhealthy ? isIll : health.outcome === "done") return null;
  const said =
    health.outcome === null ? "No monitor event had ended there" : `Its last monitor event: ${health.outcome}`;
  return {
    atUs,
    hosts: [host],
    why: [
      `At ${clock(atUs)} ${node(host)} became ${isUnhealthy ? "unhealthy" : "healthy"}.`,
      `${said}, at ${clock(health.endedUs)}; ${health.timeouts} in a row had taken too long.`,
      `One failure, or ${monitorTimeoutCount} time-outs in a row, make a node unhealthy, and only a success makes it healthy.`,
    ],
  };
}
