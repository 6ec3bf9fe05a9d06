import { knowsInactiveUs } from "./bounds.ts";
import { Deadlines } from "./deadlines.ts";
import { never } from "./never.ts";
import { hostTypes, isOut, linkTypes, type Picture, unscheduledTypes } from "./picture/index.ts";
import type { Setting } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  /** One for each host: how long its recovery daemon may not know yet that its node is inactive. */
  readonly unaware: readonly Deadlines[];
}

/** A node that may not lead keeps its hands off the lock: as long as it has it nobody else can lead. */
export const inactiveTakesNoLock = never<State>({
  name: "inactive-takes-no-lock",
  sentence: "A node that has been stopped or banned for a while does not try to take the cluster lock.",
  needs: ["lock-believed", ...hostTypes, ...unscheduledTypes, ...linkTypes],
  on: ["lock-believed", "flags-changed", "process-started", "host-crashed"],
  applies: needsLock,
  initial: (setting, picture) => ({ setting, picture, unaware: picture.hosts.map(() => new Deadlines(picture)) }),
  step({ setting, picture, unaware }, event) {
    const host = picture.hosts[event.host];
    const own = unaware[event.host];
    if (host === undefined || own === undefined) return null;
    const out = host.recoverd !== 0 && isOut(host);
    const isNew = event.type === "process-started" && event.program === "recoverd";
    // A race that goes on keeps its daemon from looking.
    const isBusy = host.lock === "taking" && event.type !== "lock-believed";
    if (!out || isNew) own.drop(0);
    if (!out || isBusy) return null;
    const meters = [picture.unscheduled, picture.pushing, picture.helping, picture.linkSlow];
    own.add(0, () => "", event.atUs, knowsInactiveUs(setting.constants), meters, host.pnn);
    if (event.type !== "lock-believed" || event.lock !== "taking") return null;
    const late = own.overdue(event.atUs);
    if (late === undefined) return null;
    return {
      atUs: event.atUs,
      hosts: [host.pnn],
      why: [
        `At ${clock(event.atUs)} ${node(host.pnn)} tried to take the cluster lock.`,
        `It had been inactive since ${clock(host.flagsSinceUs)}, and its recovery daemon could have known that ${seconds(event.atUs - late.sinceUs - late.withinUs)} before.`,
        "A race for the lock begins with a look whether the node may lead.",
      ],
    };
  },
});
