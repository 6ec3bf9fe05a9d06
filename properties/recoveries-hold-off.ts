import type { Pnn, TraceEvent } from "../model/index.ts";
import { instantUs } from "./bounds.ts";
import { never } from "./never.ts";
import type { Picture } from "./picture/index.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  /** The last recovery that each recovery daemon completed, by host: whose, and when. */
  readonly last: Map<Pnn, { readonly recoverd: number; readonly atUs: number }>;
  /** Who started the last recovery helpers, by host and pid: one outlives its daemon, and nobody waits for it then. */
  readonly parents: Map<string, number>;
  /** Clocks that were set or run wrong: a hold-off by such a clock has another length. */
  readonly odd: Set<Pnn>;
}

/** A recovery daemon gives the cluster time to settle after its recovery. */
export const recoveriesHoldOff = never<State>({
  name: "recoveries-hold-off",
  sentence: "A recovery daemon that has completed a recovery begins no other one within RerecoveryTimeout.",
  needs: [
    "recovery-step",
    "recovery-completed",
    "leader-believed",
    "clock-stepped",
    "clock-rate-changed",
    "process-started",
    "process-exited",
    "host-crashed",
  ],
  applies: always,
  initial: (setting, picture) => ({ setting, picture, last: new Map(), parents: new Map(), odd: new Set() }),
  step(state, event) {
    const { picture, last, parents, odd } = state;
    if (event.type === "clock-stepped" || event.type === "clock-rate-changed") odd.add(event.host);
    const recoverd = picture.hosts[event.host]?.recoverd ?? 0;
    // A recovery whose daemon no longer leads when its helper is done counts as failed.
    if (event.type === "leader-believed" && event.leader !== event.host) last.delete(event.host);
    const isLeader = picture.hosts[event.host]?.leader === event.host;
    if (event.type === "process-started" && event.program === "recovery-helper") {
      parents.set(`${event.host}/${event.pid}`, event.parent);
      // A source that does not tell when a recovery begins shows when its helper starts.
      return judge(state, event, event.parent);
    }
    if (event.type === "recovery-completed" && isLeader) {
      const parent = parents.get(`${event.host}/${event.pid}`) ?? recoverd;
      if (parent === recoverd) last.set(event.host, { recoverd, atUs: event.atUs });
    }
    return event.type === "recovery-step" && event.step === "begin" ? judge(state, event, recoverd) : null;
  },
});

function judge({ setting, last, odd }: State, { host, atUs }: TraceEvent, recoverd: number): Violation | null {
  const previous = last.get(host);
  const { rerecoveryTimeoutUs } = setting.constants;
  if (previous === undefined || previous.recoverd !== recoverd || recoverd === 0 || odd.has(host)) return null;
  if (atUs - previous.atUs >= rerecoveryTimeoutUs - instantUs) return null;
  return {
    atUs,
    hosts: [host],
    why: [
      `At ${clock(atUs)} ${node(host)} began a recovery.`,
      `The same recovery daemon had completed one at ${clock(previous.atUs)}.`,
      `A completed recovery holds off the next for ${seconds(rerecoveryTimeoutUs)}.`,
    ],
  };
}
