import { FLAG, INACTIVE } from "../../model/index.ts";
import { byDeadlines, type Dated } from "../by-deadlines.ts";
import { Calm, calmTypes } from "../calm.ts";
import { Deadlines } from "../deadlines.ts";
import { hostTypes, type Picture, takeoverTypes, unscheduledTypes } from "../picture/index.ts";
import type { Property, Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { unhostedUs } from "./address-bounds.ts";
import { isAtWork, isLed, mayBeForbidden } from "./fit.ts";

interface State extends Dated {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly calm: Calm;
  /** What each node said of its health last. */
  readonly isUnhealthy: boolean[];
}

/** Who has become healthy is to have addresses again, and who is not healthy any more is to have none. */
export const healthMakesRun: Property<State> = {
  name: "health-makes-run",
  sentence:
    "In calm time a takeover run begins soon after the health of a node that works, and has a leader, has changed.",
  kind: "liveness",
  needs: [...new Set([...calmTypes, ...takeoverTypes, ...hostTypes, ...unscheduledTypes] as const)],
  on: [
    ...new Set([
      "flags-changed",
      "takeover-started",
      "leader-believed",
      "recovery-mode-changed",
      ...calmTypes,
    ] as const),
  ],
  applies: needsAddresses,
  initial: (setting, picture) => ({
    setting,
    picture,
    deadlines: new Deadlines(picture),
    calm: new Calm(),
    isUnhealthy: picture.hosts.map(() => false),
  }),
  step(state, event) {
    const { calm, deadlines } = state;
    const isBroken = calm.observe(event);
    // What changes the leader, or is a recovery, ends in a run of its own.
    const isOther = event.type === "leader-believed" || event.type === "recovery-mode-changed";
    if (isBroken || isOther || event.type === "takeover-started")
      for (const key of deadlines.keys()) deadlines.drop(key);
    if (event.type === "flags-changed") follow(state, event.host, event.flags, event.atUs);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} no takeover run had begun.`,
    `It was due ${seconds(late.withinUs)} after ${clock(late.sinceUs)}; nothing was done to the cluster meanwhile.`,
    "A node whose health changes asks for a run, and a leader makes one in its next pass.",
  ]),
};

function follow(
  { setting, picture, calm, deadlines, isUnhealthy }: State,
  pnn: number,
  flags: number,
  atUs: number,
): void {
  const is = (flags & FLAG.unhealthy) !== 0;
  const hasChanged = isUnhealthy[pnn] !== is;
  isUnhealthy[pnn] = is;
  const host = picture.host(pnn);
  if ((flags & INACTIVE) !== 0 || host.ctdbd === 0) return deadlines.drop(pnn);
  if (!hasChanged || calm.isBroken || !isAtWork(host) || !isLed(host, picture)) return;
  if (mayBeForbidden(picture, setting, host.leader, atUs)) return;
  const what = (): string => `The health of ${node(pnn)} changed at ${clock(atUs)}`;
  const others = picture.hosts.map((one) => one.pnn).filter((one) => one !== pnn);
  deadlines.add(pnn, what, atUs, unhostedUs(setting), [picture.unscheduled, picture.helping], pnn, ...others);
}
