import type { Pnn } from "../model/index.ts";
import { hostTypes, leads, type Picture } from "./picture/index.ts";
import type { Property } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  readonly picture: Picture;
  /** Who began a recovery without being seen to lead, and when: what it believes may be seen a little later. */
  readonly begun: Map<Pnn, number>;
}

/** Two that recover at once undo each other's work. */
export const onlyLeaderRecovers: Property<State> = {
  name: "only-leader-recovers",
  sentence: "A recovery daemon begins a recovery only while it believes in itself as leader.",
  kind: "safety",
  needs: ["recovery-step", "leader-believed", ...hostTypes],
  on: ["recovery-step", "leader-believed"],
  applies: always,
  initial: (_setting, picture) => ({ picture, begun: new Map() }),
  step({ picture, begun }, event) {
    const host = picture.hosts[event.host];
    if (host === undefined) return null;
    if (event.type === "leader-believed" && event.leader === host.pnn) begun.delete(host.pnn);
    const isBegin = event.type === "recovery-step" && event.step === "begin" && event.pid === host.recoverd;
    if (isBegin && !leads(host)) begun.set(host.pnn, event.atUs);
    return null;
  },
  dueUs: ({ begun }) => Math.min(Number.POSITIVE_INFINITY, ...begun.values()),
  tick({ picture, begun }, atUs) {
    const [pnn] = [...begun].find(([, beganUs]) => beganUs <= atUs) ?? [];
    if (pnn === undefined) return null;
    const host = picture.host(pnn);
    return {
      atUs,
      hosts: [pnn],
      why: [
        `At ${clock(atUs)} ${node(pnn)} began a recovery.`,
        `Since ${clock(host.leaderSinceUs)} its recovery daemon believed in ${node(host.leader)}.`,
        "Who leads is asked again right before a recovery, and only the leader runs one.",
      ],
    };
  },
};
