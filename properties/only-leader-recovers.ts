import { never } from "./never.ts";
import { hostTypes, leads, type Picture } from "./picture/index.ts";
import { node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** Two that recover at once undo each other's work. */
export const onlyLeaderRecovers = never<Picture>({
  name: "only-leader-recovers",
  sentence: "A recovery daemon begins a recovery only while it believes in itself as leader.",
  needs: ["recovery-step", ...hostTypes],
  on: ["recovery-step"],
  applies: always,
  initial: (_setting, picture) => picture,
  step(picture, event) {
    const host = picture.hosts[event.host];
    if (host === undefined || event.type !== "recovery-step" || event.step !== "begin") return null;
    if (leads(host) || event.pid !== host.recoverd) return null;
    return {
      atUs: event.atUs,
      hosts: [host.pnn],
      why: [
        `At ${seconds(event.atUs)} ${node(host.pnn)} began a recovery.`,
        `Since ${seconds(host.leaderSinceUs)} its recovery daemon believed in ${node(host.leader)}.`,
        "Who leads is asked again right before a recovery, and only the leader runs one.",
      ],
    };
  },
});
