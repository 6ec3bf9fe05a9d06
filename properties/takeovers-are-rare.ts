import type { TraceEvent } from "../model/index.ts";
import { recoveredInCalmUs } from "./bounds.ts";
import { Calm, calmTypes } from "./calm.ts";
import { never } from "./never.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly calm: Calm;
  /** When somebody was banned last, or was so no longer; -1: nobody yet. */
  bannedUs: number;
  /** Takeover runs since calm has settled, within the last minute. */
  recentUs: number[];
}

/** More takeover runs than this in a minute are not the answer to anything. */
const perMinuteMax = 4;
const minuteUs = 60_000_000;

/** Addresses that are handed out again and again disturb clients: each run has every node run its scripts. */
export const takeoversAreRare = never<State>({
  name: "takeovers-are-rare",
  sentence: "While nothing goes wrong a leader does not run takeovers again and again.",
  needs: ["takeover-started", "banned", "unbanned", ...calmTypes],
  applies: always,
  initial: (setting) => ({ setting, calm: new Calm(), bannedUs: -1, recentUs: [] }),
  step(state, event) {
    // Whoever comes back from a ban is recovered, starts its services and takes addresses: a run for each.
    if (event.type === "banned" || event.type === "unbanned") state.bannedUs = event.atUs;
    if (state.calm.observe(event) || state.calm.isBroken || state.bannedUs === event.atUs) state.recentUs = [];
    return event.type === "takeover-started" ? judge(state, event) : null;
  },
});

function judge(state: State, { host, atUs }: TraceEvent): Violation | null {
  const { calm, setting, bannedUs } = state;
  const quietUs = Math.max(0, calm.brokenUs, bannedUs);
  const countedUs = quietUs + recoveredInCalmUs(setting);
  if (calm.isBroken || atUs < countedUs) return null;
  state.recentUs = [...state.recentUs.filter((oneUs) => atUs - oneUs < minuteUs), atUs];
  if (state.recentUs.length <= perMinuteMax) return null;
  return {
    atUs,
    hosts: [host],
    why: [
      `At ${clock(atUs)} ${node(host)} made takeover run number ${state.recentUs.length} within a minute.`,
      `Nothing has been done to the cluster since ${clock(quietUs)}; what this called for may take until ${clock(countedUs)}, and only runs after that are counted.`,
      "A takeover run follows a recovery, or is asked for; one that succeeds is not made again.",
    ],
  };
}
