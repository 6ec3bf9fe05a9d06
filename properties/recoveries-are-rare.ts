import type { TraceEvent } from "../model/index.ts";
import { leaderAfterHealUs } from "./bounds.ts";
import { Calm, calmTypes } from "./calm.ts";
import { never } from "./never.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node, nodes } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly calm: Calm;
  /** When somebody was banned last, or was so no longer; -1: nobody yet. */
  bannedUs: number;
  /** Recoveries since calm has settled, within the last minute. */
  recent: { readonly atUs: number; readonly host: number }[];
}

/** More recoveries than this in a minute are not the answer to anything. */
const perMinuteMax = 3;
const minuteUs = 60_000_000;

/** A cluster that nobody disturbs any more does not recover again and again. */
export const recoveriesAreRare = never<State>({
  name: "recoveries-are-rare",
  sentence: "While nothing new goes wrong, and no fault but a partition lasts, recoveries do not go on.",
  needs: ["recovery-started", "banned", "unbanned", ...calmTypes],
  applies: always,
  initial: (setting) => ({ setting, calm: new Calm(["partition"]), bannedUs: -1, recent: [] }),
  step(state, event) {
    // Whoever comes back from a ban is a change, too.
    if (event.type === "banned" || event.type === "unbanned") state.bannedUs = event.atUs;
    if (state.calm.observe(event) || state.calm.isBroken || state.bannedUs === event.atUs) state.recent = [];
    return event.type === "recovery-started" ? judge(state, event) : null;
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
      `At ${clock(atUs)} ${node(host)} began recovery number ${recent.length} within a minute; they were run by ${nodes(hosts)}.`,
      `Nothing new has been done to the cluster since ${clock(Math.max(0, calm.brokenUs))}.`,
      `One recovery answers one change; more than ${perMinuteMax} a minute without a change mean that they bring about each other.`,
    ],
  };
}
