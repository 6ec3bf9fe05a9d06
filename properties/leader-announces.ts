import { type Pnn, versionsIn } from "../model/index.ts";
import { announcedUs } from "./bounds.ts";
import { byDeadlines } from "./by-deadlines.ts";
import { Deadlines } from "./deadlines.ts";
import { hostTypes, isActive, leads, type Picture, unscheduledTypes } from "./picture/index.ts";
import type { Property, Setting } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly deadlines: Deadlines;
  /** Clocks that were set or run wrong: an interval by such a clock has another length. */
  readonly odd: Set<Pnn>;
}

/** Followers know their leader by its announcements alone: one that falls silent is taken for dead. */
export const leaderAnnounces: Property<State> = {
  name: "leader-announces",
  sentence: "A leader that holds the lock announces itself once in each broadcast interval, whatever it waits for.",
  kind: "liveness",
  needs: ["leadership-claimed", "clock-rate-changed", ...hostTypes, ...unscheduledTypes],
  applies: (setting) =>
    needsLock(setting) ?? (versionsIn(setting.ctdb).includes("4.3") ? "A leader of CTDB 4.3 announces nothing." : null),
  initial: (setting, picture) => ({ setting, picture, deadlines: new Deadlines(picture), odd: new Set() }),
  step({ setting, picture, deadlines, odd }, event) {
    const host = picture.hosts[event.host];
    if (host === undefined) return null;
    if (event.type === "clock-stepped" || event.type === "clock-rate-changed") odd.add(host.pnn);
    const isLeader = leads(host) && host.lock === "held" && isActive(host) && host.leaderRole && !odd.has(host.pnn);
    if (!isLeader || event.type === "leadership-claimed") deadlines.drop(host.pnn);
    if (!isLeader) return null;
    const what = (): string =>
      `${node(host.pnn)} led with the lock, and had last announced itself before ${clock(event.atUs)}`;
    deadlines.add(host.pnn, what, event.atUs, announcedUs(setting.constants), [picture.unscheduled], host.pnn);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}.`,
    `At ${clock(atUs)} it had not done so again, not counting time in which it could not act.`,
    "The announcements have a timer of their own, which does not wait for the main loop.",
  ]),
  // The next announcement is always owed.
  end: () => "holds",
};
