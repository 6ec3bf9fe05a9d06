import type { Pnn, TraceEvent } from "../model/index.ts";
import { leaderAfterHealUs } from "./bounds.ts";
import { Calm, calmTypes } from "./calm.ts";
import { never } from "./never.ts";
import { hostTypes, type Picture } from "./picture/index.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node, nodes } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly calm: Calm;
  /** When somebody was banned last, or was so no longer; -1: nobody yet. */
  bannedUs: number;
  /** Who led last. */
  leader: Pnn;
  /** Changes of the leader since calm has settled, within the last minute. */
  recent: { readonly atUs: number; readonly host: Pnn }[];
}

/** More changes than this in a minute are not the answer to anything. */
const perMinuteMax = 4;
const minuteUs = 60_000_000;

/** The leadership does not go from hand to hand, whatever state the nodes are in. */
export const leaderChangesAreRare = never<State>({
  name: "leader-changes-are-rare",
  sentence:
    "While nothing new goes wrong, and no fault but a partition lasts, the leader does not change again and again.",
  needs: ["election-ended", "banned", "unbanned", ...hostTypes, ...calmTypes],
  applies: always,
  initial: (setting, picture) => ({
    setting,
    picture,
    calm: new Calm(["partition"]),
    bannedUs: -1,
    leader: -1,
    recent: [],
  }),
  step(state, event) {
    // In the design of 2015 the side of a partition without the lock bans its leaders one by one.
    if (event.type === "banned" || event.type === "unbanned") state.bannedUs = event.atUs;
    if (state.calm.observe(event) || state.calm.isBroken) state.recent = [];
    // Every candidate believes in itself while a vote goes on: only who does in the end leads.
    if (event.type !== "election-ended" || event.leader !== event.host || state.leader === event.host) return null;
    state.leader = event.host;
    return judge(state, event);
  },
});

function judge(state: State, { host, atUs }: TraceEvent): Violation | null {
  const { calm, setting, bannedUs } = state;
  if (calm.isBroken || atUs - Math.max(0, calm.brokenUs, bannedUs) < leaderAfterHealUs(setting)) return null;
  state.recent = [...state.recent.filter((one) => atUs - one.atUs < minuteUs), { atUs, host }];
  const { recent } = state;
  if (recent.length <= perMinuteMax) return null;
  const hosts = [...new Set(recent.map((one) => one.host))];
  return {
    atUs,
    hosts,
    why: [
      `At ${clock(atUs)} ${node(host)} began to lead, the ${recent.length}th change within a minute; they were ${nodes(hosts)}.`,
      `Nothing new has been done to the cluster since ${clock(Math.max(0, calm.brokenUs))}.`,
      `A leader stays until something happens to it; more than ${perMinuteMax} changes a minute mean that nobody can lead, or nobody lets it.`,
    ],
  };
}
