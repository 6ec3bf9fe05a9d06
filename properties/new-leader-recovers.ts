import { leaderAfterHealUs, recoveredAfterLeaderUs } from "./bounds.ts";
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
import { node, seconds } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly calm: Calm;
  readonly deadlines: Deadlines;
  /** Nodes that have recovered the cluster since they began to lead. */
  readonly recovered: Set<number>;
}

/** Whoever begins to lead brings a generation of its own: the old one may still be used by somebody else. */
export const newLeaderRecovers: Property<State> = {
  name: "new-leader-recovers",
  sentence: "In calm time a node that has begun to lead completes a recovery within its bound.",
  kind: "liveness",
  needs: ["recovery-completed", ...hostTypes, ...lockTypes, ...unscheduledTypes, ...calmTypes],
  applies: needsLock,
  initial: (setting, picture) => ({
    setting,
    picture,
    calm: new Calm(),
    deadlines: new Deadlines(picture),
    recovered: new Set(),
  }),
  step(state, event) {
    const { calm, deadlines, picture, recovered } = state;
    const host = picture.hosts[event.host];
    if (event.type === "recovery-completed") recovered.add(event.host);
    if (host !== undefined && !leads(host)) recovered.delete(host.pnn);
    if (calm.observe(event)) for (const { pnn } of picture.hosts) deadlines.drop(pnn);
    if (host !== undefined && (!owes(state, host) || calm.isBroken)) deadlines.drop(host.pnn);
    if (!calm.isBroken) for (const other of picture.hosts) if (owes(state, other)) open(state, other, event.atUs);
    return null;
  },
  dueUs: ({ deadlines }, nowUs) => deadlines.dueUs(nowUs),
  tick({ deadlines }, atUs) {
    const late = deadlines.overdue(atUs);
    if (late === undefined) return null;
    return {
      atUs,
      hosts: [late.host],
      why: [
        `${late.what()}, and at ${seconds(atUs)} it had not completed a recovery since it began to lead.`,
        `It was due ${seconds(late.withinUs)} after ${seconds(late.sinceUs)}; nothing was done to the cluster meanwhile.`,
        "An election puts every node into recovery mode, and the leader's main loop takes that for the need of a recovery.",
      ],
    };
  },
  end: () => "holds",
};

/** Does it lead, with the lock, without having recovered yet? */
function owes({ picture, recovered }: State, host: HostView): boolean {
  return leads(host) && isActive(host) && picture.lock.heldBy(host.pnn) !== undefined && !recovered.has(host.pnn);
}

function open({ deadlines, picture, setting }: State, host: HostView, atUs: number): void {
  if (deadlines.has(host.pnn)) return;
  const withinUs = leaderAfterHealUs(setting) + recoveredAfterLeaderUs(setting.constants);
  const what = (): string => `Since ${seconds(atUs)} ${node(host.pnn)} leads, holds the lock, and is left alone`;
  const [first, ...rest] = [host.pnn, ...picture.hosts.map(({ pnn }) => pnn).filter((pnn) => pnn !== host.pnn)];
  if (first !== undefined) deadlines.add(host.pnn, what, atUs, withinUs, [picture.unscheduled], first, ...rest);
}
