import { FLAG, INACTIVE, type Pnn } from "../../model/index.ts";
import { byDeadlines } from "../by-deadlines.ts";
import { Deadlines } from "../deadlines.ts";
import { freezeTypes, hostTypes, type Picture, unscheduledTypes } from "../picture/index.ts";
import type { Property, Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { always } from "../setting-needs.ts";
import { nextLookUs } from "./event-bounds.ts";
import { EventLog, eventLogTypes } from "./event-log.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly log: EventLog;
  readonly deadlines: Deadlines;
}

/** A node that works looks at its own health for as long as it does. */
export const monitoredInTime: Property<State> = {
  name: "monitored-in-time",
  sentence:
    "An active node that runs, in recovery mode normal and with no database frozen, has its next monitor event within MonitorInterval.",
  kind: "liveness",
  needs: [...new Set([...eventLogTypes, ...hostTypes, ...freezeTypes, ...unscheduledTypes])],
  applies: always,
  initial: (setting, picture) => ({ setting, picture, log: new EventLog(), deadlines: new Deadlines(picture) }),
  step(state, event) {
    state.log.observe(event);
    const isEvent = event.type === "event-began" || event.type === "event-ended";
    if (event.host >= 0) follow(state, event.host, event.atUs, isEvent);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} no monitor event had begun.`,
    `It was due ${seconds(late.withinUs)} after ${clock(late.sinceUs)}, not counting time in which it could not act.`,
    "The next look at a node's health is planned when one ends, whatever came of it; only the look itself is left out.",
  ]),
};

function follow({ setting, picture, log, deadlines }: State, pnn: Pnn, atUs: number, isEvent: boolean): void {
  const host = picture.hosts[pnn];
  if (host === undefined) return;
  const isWatched =
    host.ctdbd !== 0 &&
    host.runState === "running" &&
    host.mode === "normal" &&
    (host.flags & INACTIVE) === 0 &&
    // A leader that has lost the lock may freeze a node that is in no recovery.
    !picture.freezes.isAnyFrozen(pnn);
  // While another event runs a monitor event is not even begun.
  if (isEvent || !isWatched || log.running(pnn) !== null) deadlines.drop(pnn);
  if (!isWatched || log.running(pnn) !== null) return;
  const health = (host.flags & FLAG.unhealthy) === 0 ? "healthy" : "unhealthy";
  const what = (): string => `From ${clock(atUs)} on ${node(pnn)} worked, was ${health} and ran no event`;
  deadlines.add(pnn, what, atUs, nextLookUs(setting.constants), [picture.unscheduled], pnn);
}
