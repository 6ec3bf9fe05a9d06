import type { TraceEvent } from "../model/index.ts";
import { recheckUs } from "./bounds.ts";
import { byDeadlines } from "./by-deadlines.ts";
import { Deadlines } from "./deadlines.ts";
import {
  execTypes,
  type Hold,
  hostTypes,
  lockTypes,
  type Picture,
  storageTypes,
  unscheduledTypes,
} from "./picture/index.ts";
import { processKey } from "./process-key.ts";
import type { Property, Setting } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly deadlines: Deadlines;
  /** The identity that the lock's name leads to; -1: not known. */
  object: number;
}

/** A lock on something that is no longer the lock is given up, and that soon. */
export const replacedLockIsNoticed: Property<State> = {
  name: "replaced-lock-is-noticed",
  sentence: "A helper that holds a lock on a file that is no longer the lock file is gone within a recheck interval.",
  kind: "liveness",
  needs: ["lock-object-changed", ...hostTypes, ...lockTypes, ...unscheduledTypes, ...storageTypes, ...execTypes],
  applies: (setting) => {
    if (setting.lock !== "fcntl") return needsLock(setting) ?? "The lock is no file.";
    return setting.constants.helperRecheckUs === 0 ? "The lock file is not to be checked." : null;
  },
  initial: (setting, picture) => ({ setting, picture, deadlines: new Deadlines(picture), object: -1 }),
  step(state, event) {
    const { deadlines, picture } = state;
    if (event.type === "host-crashed") deadlines.dropHost(event.host);
    if (event.type === "lock-freed" || event.type === "process-exited") deadlines.drop(processKey(event));
    if (event.type === "lock-object-changed") state.object = event.object;
    if (event.type !== "lock-object-changed" && event.type !== "lock-taken") return null;
    for (const hold of picture.lock.holds) if (isStale(state, hold)) open(state, hold, event.atUs);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} it still held that.`,
    `It was due ${seconds(late.withinUs)} later, not counting time in which its host or storage stood still.`,
    "The check child looks every recheck interval whether the name still leads to the file that is locked.",
  ]),
  end: ({ deadlines }) => (deadlines.size === 0 ? "holds" : "unknown"),
};

/** A daemon that holds the lock by itself, as CTDB did before it had helpers, never looks again. */
function isStale({ picture, object }: State, hold: Hold): boolean {
  const program = picture.host(hold.host).processes.get(hold.pid)?.program;
  return object >= 0 && hold.object !== object && program === "lock-helper";
}

function open({ deadlines, picture, setting }: State, hold: Hold, atUs: TraceEvent["atUs"]): void {
  const what = (): string =>
    `Helper ${hold.pid} of ${node(hold.host)} held a lock on a file that was no longer the lock file at ${clock(atUs)}`;
  const meters = [picture.unscheduled, picture.storageHung, picture.execSlow];
  deadlines.add(processKey(hold), what, atUs, recheckUs(setting.constants), meters, hold.host);
}
