import { versionsIn } from "../model/index.ts";
import { Calm, calmTypes } from "./calm.ts";
import { never } from "./never.ts";
import { hostTypes, leads, type Picture } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

interface State {
  readonly picture: Picture;
  /** Without what an administrator has a node do, which is no reason for an election. */
  readonly calm: Calm;
  /** When each recovery daemon has announced itself last; -1: it has not. */
  readonly claimedUs: number[];
  /** When each has last lost its lock; -1: never. It forces the election before it is seen to believe in none. */
  readonly lostUs: number[];
  readonly timeoutUs: number;
}

/** An election stops every client for a recovery: it answers silence, or the loss of the lock, and nothing else (T3, T13). */
export const holdersCallNoElection = never<State>({
  name: "holders-call-no-election",
  sentence: "A recovery daemon that leads, holds the lock and hears its own announcements does not force an election.",
  needs: ["election-started", "leadership-claimed", "lock-believed", "lock-lost", ...calmTypes, ...hostTypes],
  on: ["election-started", "leadership-claimed", "lock-lost", ...calmTypes],
  applies: (setting) =>
    needsLock(setting) ??
    (versionsIn(setting.ctdb).includes("4.3") ? "In CTDB 4.3 a leader forces elections for other reasons." : null),
  initial: ({ constants: k }, picture) => ({
    picture,
    calm: new Calm(["admin"], ["ban", "unban", "stop", "continue", "disable", "enable", "recover"]),
    claimedUs: picture.hosts.map(() => -1),
    lostUs: picture.hosts.map(() => -1),
    timeoutUs: k.leaderTimeoutUs,
  }),
  step({ picture, calm, claimedUs, lostUs, timeoutUs }, event) {
    calm.observe(event);
    const { atUs } = event;
    if (event.type === "leadership-claimed" && event.leader === event.host) claimedUs[event.host] = atUs;
    if (event.type === "lock-lost") lostUs[event.host] = atUs;
    if (event.type !== "election-started" || lostUs[event.host] === atUs) return null;
    const host = picture.host(event.host);
    const saidUs = claimedUs[host.pnn] ?? -1;
    if (!leads(host) || host.lock !== "held" || saidUs < host.leaderSinceUs) return null;
    // It hears itself at once, if nothing keeps it.
    const isHeard = !calm.isBroken && atUs - calm.brokenUs > timeoutUs && atUs - saidUs < timeoutUs / 2;
    if (!isHeard) return null;
    return {
      atUs,
      hosts: [host.pnn],
      why: [
        `At ${clock(atUs)} ${node(host.pnn)} forced an election; it led since ${clock(host.leaderSinceUs)}, and held the lock.`,
        `It had announced itself at ${clock(saidUs)}, and no fault was there that could have kept it from hearing that.`,
        "An election is forced by who has heard no leader for the leader timeout, or has lost the lock.",
      ],
    };
  },
});
