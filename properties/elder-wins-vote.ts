import type { ObservationType, Pnn, TraceEvent } from "../model/index.ts";
import { voteUs, wakeUs } from "./bounds.ts";
import { Calm, calmTypes } from "./calm.ts";
import { never } from "./never.ts";
import { type HostView, hostTypes, isActive, type Picture, unscheduledTypes } from "./picture/index.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { needsNoLock } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly calm: Calm;
  /** Which peers each node is connected to, and since when. */
  readonly peers: readonly Map<Pnn, number>[];
  /** Directed pairs that are cut, "from>to", and by how many partitions. */
  readonly cuts: Map<string, number>;
  /** When each recovery daemon started, true time. */
  readonly startedUs: number[];
  /** When each node was last given, or lost, the leader role. */
  readonly roleSetUs: number[];
  /** Clocks that were set or run wrong: what their node says of its age means nothing. */
  readonly odd: Set<Pnn>;
}

/** Clocks of hosts may differ by this much without a fault: a vote says since when its node is stable by its own clock. */
const clocksDifferUs = 2_500_000;

/** Without a lock the longest stable node leads, so that a node that comes and goes does not take the leadership along. */
export const elderWinsVote = never<State>({
  name: "elder-wins-vote",
  sentence: "In calm time a vote is not won against a connected node that has been stable for longer.",
  needs: ["election-ended", "peer-connected", "clock-rate-changed", ...hostTypes, ...unscheduledTypes, ...calmTypes],
  applies: needsNoLock,
  initial: (setting, picture) => ({
    setting,
    picture,
    calm: new Calm(["clock-step", "partition"]),
    peers: picture.hosts.map(() => new Map<Pnn, number>()),
    cuts: new Map(),
    startedUs: picture.hosts.map(() => 0),
    roleSetUs: picture.hosts.map(() => 0),
    odd: new Set(),
  }),
  step(state, event) {
    state.calm.observe(event);
    notePeers(state, event);
    if (event.type === "clock-stepped" || event.type === "clock-rate-changed") state.odd.add(event.host);
    if (event.type === "leader-role-set") state.roleSetUs[event.host] = event.atUs;
    if (event.type === "process-started" && event.program === "recoverd") state.startedUs[event.host] = event.atUs;
    return event.type === "election-ended" && event.leader === event.host ? judge(state, event) : null;
  },
});

const peerTypes: ReadonlySet<ObservationType> = new Set(["peer-connected", "peer-dead"]);

function notePeers({ peers, cuts }: State, event: TraceEvent): void {
  if (event.type === "partition-began" || event.type === "partition-healed") {
    const by = event.type === "partition-began" ? 1 : -1;
    for (const pair of event.cut) cuts.set(pair.join(">"), (cuts.get(pair.join(">")) ?? 0) + by);
  }
  if (event.type === "host-crashed" || (event.type === "process-started" && event.program === "ctdbd"))
    peers[event.host]?.clear();
  if (!peerTypes.has(event.type) || !("peer" in event)) return;
  if (event.type === "peer-connected") peers[event.host]?.set(event.peer, event.atUs);
  else peers[event.host]?.delete(event.peer);
}

function judge(state: State, { host, atUs }: TraceEvent): Violation | null {
  const { setting, picture, calm, startedUs } = state;
  const quietUs = voteUs(setting.constants);
  if (calm.isBroken || atUs - calm.brokenUs < quietUs || state.odd.has(host)) return null;
  const winner = picture.host(host);
  const elder = picture.hosts.find((other) => isElder(state, other, winner, atUs - quietUs));
  if (elder === undefined) return null;
  return {
    atUs,
    hosts: [host, elder.pnn],
    why: [
      `At ${clock(atUs)} ${node(host)} ended a vote as the leader; its recovery daemon runs since ${clock(startedUs[host] ?? 0)}.`,
      `${node(elder.pnn)} was connected to it and has been active since ${clock(stableSinceUs(state, elder))}.`,
      "Between candidates that hear each other the one that has been stable for longer wins.",
    ],
  };
}

/** Can `other` lead, has it been able to say so since `fromUs`, and is it older beyond doubt? */
function isElder(state: State, other: HostView, winner: HostView, fromUs: number): boolean {
  const { picture, peers, startedUs, odd } = state;
  if (other === winner || odd.has(other.pnn) || other.recoverd === 0 || !isActive(other) || !other.leaderRole)
    return false;
  const ways = [
    [other, winner],
    [winner, other],
  ] as const;
  const heard = ways.every(
    ([from, to]) =>
      (peers[from.pnn]?.get(to.pnn) ?? Number.POSITIVE_INFINITY) <= fromUs &&
      (state.cuts.get(`${from.pnn}>${to.pnn}`) ?? 0) === 0,
  );
  const stoodStill = [other, winner].some(({ pnn }) => picture.unscheduled.isOpen(pnn));
  const sinceUs = stableSinceUs(state, other);
  return heard && !stoodStill && sinceUs < fromUs && sinceUs + clocksDifferUs < (startedUs[winner.pnn] ?? 0);
}

/**
 * The latest moment that its vote may name. An inactive node is stable since now, until its main loop sees otherwise;
 * that may be held up by one control, as may the news of its leader role.
 */
function stableSinceUs({ setting, startedUs, roleSetUs }: State, host: HostView): number {
  const changedUs = Math.max(host.flagsSinceUs, roleSetUs[host.pnn] ?? 0);
  const seenUs = changedUs === 0 ? 0 : changedUs + setting.constants.recoverTimeoutUs + wakeUs(setting.constants);
  return Math.max(startedUs[host.pnn] ?? 0, seenUs);
}
