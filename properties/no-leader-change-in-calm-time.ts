import { type Pnn, type TraceEvent, UNKNOWN } from "../model/index.ts";
import { AfterHeal } from "./after-heal.ts";
import { agreement, agreementTypes, members } from "./agreement.ts";
import { settleUs, wakeUs } from "./bounds.ts";
import { isDeadlocked } from "./databases/index.ts";
import { endOfTriesUs } from "./freeze-tries.ts";
import { disturbanceTypes, type Picture } from "./picture/index.ts";
import type { Property, Setting, Violation } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly heal: AfterHeal;
  readonly all: readonly Pnn[];
  /** The leader of the calm time; -1: it is not calm. */
  leader: Pnn;
  /** Who has agreed: a recovery daemon that is started later knows nobody at first, and turns from nobody. */
  readonly agreed: Set<Pnn>;
  calmSinceUs: number;
  /** When the tries of a freeze are over that stood in line when calm was due: the leader may be banned for it. */
  triesEndUs: number;
  /** Calm is over for good. */
  isOver: boolean;
  /** Since when all agree at start-up; -1: they do not. */
  agreedSinceUs: number;
}

/** Nobody leaves a leader without a reason: at start-up until the first fault, and after the heal. */
export const noLeaderChangeInCalmTime: Property<State> = {
  name: "no-leader-change-in-calm-time",
  sentence: "Once agreed in calm time, the leader does not change.",
  kind: "liveness",
  needs: ["healed", "banned", ...disturbanceTypes, ...agreementTypes],
  // Who sees no databases sees nobody who is blamed for a freeze.
  on: ["healed", "banned", "credit-assigned", ...disturbanceTypes, ...agreementTypes],
  applies: always,
  initial: (setting, picture) => ({
    setting,
    picture,
    heal: new AfterHeal(setting, picture),
    all: picture.hosts.map((host) => host.pnn),
    leader: UNKNOWN,
    agreed: new Set(),
    calmSinceUs: 0,
    triesEndUs: 0,
    agreedSinceUs: -1,
    isOver: false,
  }),
  step(state, event) {
    state.heal.observe(event);
    // Whom a circle of waits keeps from freezing is banned for it, be it the leader: that is told by `no-deadlock`.
    if (event.type === "credit-assigned" && isDeadlocked(state.picture, event.atUs)) state.isOver = true;
    if (state.isOver) return null;
    if (event.type === "leader-believed" && state.leader !== UNKNOWN) return judge(state, event, event.leader);
    if (isBeforeFaults(state)) followStartUp(state, event.atUs);
    else if (calmDueUs(state) >= event.atUs) state.leader = UNKNOWN;
    return null;
  },
  dueUs(state) {
    if (state.isOver || state.leader !== UNKNOWN) return Number.POSITIVE_INFINITY;
    if (isBeforeFaults(state))
      return state.agreedSinceUs < 0
        ? Number.POSITIVE_INFINITY
        : state.agreedSinceUs + settleUs(state.setting.constants);
    const dueUs = calmDueUs(state);
    return state.calmSinceUs < dueUs ? dueUs : Number.POSITIVE_INFINITY;
  },
  end: ({ isOver }) => (isOver ? "unknown" : "holds"),
  tick(state, atUs) {
    if (!isBeforeFaults(state) && state.triesEndUs === 0) {
      state.triesEndUs = endOfTriesUs(state.picture, state.heal.core, state.setting);
      if (state.triesEndUs > atUs) return null;
    }
    const group = isBeforeFaults(state) ? state.all : state.heal.core;
    state.leader = agreement(state.picture, group, state.setting.lock).leader;
    state.calmSinceUs = atUs;
    state.agreed.clear();
    for (const { pnn } of members(state.picture, group)) state.agreed.add(pnn);
    return null;
  },
};

/** After the heal it is calm once a leader is due, and whatever was asked of a node that stood still is answered or given up. */
function calmDueUs({ setting, heal, triesEndUs }: State): number {
  const { recoverTimeoutUs } = setting.constants;
  const answeredUs = (setting.heal?.atUs ?? 0) + recoverTimeoutUs + wakeUs(setting.constants);
  return Math.max(heal.leaderDueUs, answeredUs, triesEndUs);
}

function isBeforeFaults({ picture }: State): boolean {
  return picture.disturbances.firstUs < 0;
}

/** Start-up is calm once every node is there and all have agreed for a while. */
function followStartUp(state: State, atUs: number): void {
  if (state.leader !== UNKNOWN) return;
  const { picture, all, setting } = state;
  const everybody = picture.hosts.every((host) => host.recoverd !== 0);
  const agreed = everybody && agreement(picture, all, setting.lock).leader !== UNKNOWN;
  if (!agreed) state.agreedSinceUs = -1;
  else if (state.agreedSinceUs < 0) state.agreedSinceUs = atUs;
}

function judge(state: State, event: TraceEvent, leader: Pnn): Violation | null {
  const inGroup = isBeforeFaults(state) || state.heal.core.includes(event.host);
  if (leader === state.leader) state.agreed.add(event.host);
  if (leader === state.leader || !inGroup || !state.agreed.has(event.host)) return null;
  return {
    atUs: event.atUs,
    hosts: [event.host, state.leader],
    why: [
      `At ${clock(event.atUs)} ${node(event.host)} turned from ${node(state.leader)} to ${node(leader)}.`,
      `All had agreed on ${node(state.leader)} at ${clock(state.calmSinceUs)}, and nothing was done to the cluster since.`,
      "In calm time a leader's announcements arrive once a second and nobody starts an election: the bound is zero.",
    ],
  };
}
