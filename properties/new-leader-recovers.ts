import { leaderAfterHealUs, recoveredAfterLeaderUs } from "./bounds.ts";
import { byDeadlines } from "./by-deadlines.ts";
import { Calm, calmTypes } from "./calm.ts";
import { Deadlines } from "./deadlines.ts";
import {
  type HostView,
  hostTypes,
  isActive,
  leads,
  lockTypes,
  type Picture,
  unscheduledTypes,
} from "./picture/index.ts";
import type { Property, Setting } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly calm: Calm;
  readonly deadlines: Deadlines;
  /** When each node began the attempt by which it took the lock. */
  readonly beganUs: number[];
}

/** Whoever begins to lead brings a generation of its own: the old one may still be used by somebody else. */
export const newLeaderRecovers: Property<State> = {
  name: "new-leader-recovers",
  sentence: "In calm time a recovery follows within its bound when the leadership has gone to another node.",
  kind: "liveness",
  needs: ["lock-believed", ...hostTypes, ...lockTypes, ...unscheduledTypes, ...calmTypes],
  applies: needsLock,
  initial: (setting, picture) => ({
    setting,
    picture,
    calm: new Calm(),
    deadlines: new Deadlines(picture),
    beganUs: picture.hosts.map(() => 0),
  }),
  step(state, event) {
    const { calm, deadlines, picture } = state;
    if (event.type === "lock-believed" && event.lock === "taking") state.beganUs[event.host] = event.atUs;
    const wasDisturbed = calm.observe(event);
    for (const host of picture.hosts) {
      const isOwed = !calm.isBroken && owes(state, host);
      if (wasDisturbed || !isOwed) deadlines.drop(host.pnn);
      if (isOwed) open(state, host, event.atUs);
    }
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} its node had not been in recovery mode since it tried for that.`,
    `It was due ${seconds(late.withinUs)} after ${clock(late.sinceUs)}; nothing was done to the cluster meanwhile.`,
    "An election puts every node into recovery mode, and the leader's main loop takes that for the need of a recovery.",
  ]),
  end: () => "holds",
};

/**
 * Does it lead, with the lock, though its node has not been in recovery mode since it began to try for that? The last
 * leader's recovery may be at work, and undo what the election did: then nothing is owed.
 */
function owes({ picture, beganUs }: State, host: HostView): boolean {
  const isLeader = leads(host) && isActive(host) && picture.lock.heldBy(host.pnn) !== undefined;
  return isLeader && host.mode === "normal" && host.modeSinceUs < (beganUs[host.pnn] ?? 0);
}

function open({ deadlines, picture, setting }: State, host: HostView, atUs: number): void {
  if (deadlines.has(host.pnn)) return;
  const withinUs = leaderAfterHealUs(setting) + recoveredAfterLeaderUs(setting.constants);
  const what = (): string => `Since ${clock(atUs)} ${node(host.pnn)} leads, holds the lock, and is left alone`;
  const [first, ...rest] = [host.pnn, ...picture.hosts.map(({ pnn }) => pnn).filter((pnn) => pnn !== host.pnn)];
  if (first !== undefined) deadlines.add(host.pnn, what, atUs, withinUs, [picture.unscheduled], first, ...rest);
}
