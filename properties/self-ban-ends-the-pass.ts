import type { ObservationType, Pnn, TraceEvent } from "../model/index.ts";
import { failedRun } from "./failed-run.ts";
import { never } from "./never.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  /** When each host that is banned, and is so by its own recovery daemon for its credits, was banned. */
  readonly banned: Map<Pnn, number>;
  /** Hosts that hear of a ban later than of what was asked for after it. */
  readonly late: Set<Pnn>;
}

const types = [
  "banned",
  "unbanned",
  "credit-assigned",
  "recovery-step",
  "control-delayed",
  "process-exited",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** Who sends itself away does not finish what it was doing first (facts/leadership.md §1.7). */
export const selfBanEndsThePass = never<State>({
  name: "self-ban-ends-the-pass",
  sentence: "A recovery daemon that has banned its own node for its credits blames nobody and begins no recovery.",
  needs: types,
  applies: always,
  initial: () => ({ banned: new Map(), late: new Set() }),
  step(state, event) {
    const sinceUs = state.banned.get(event.host);
    if (sinceUs !== undefined && goesOn(event))
      return {
        atUs: event.atUs,
        hosts: [event.host],
        why: [
          `At ${clock(event.atUs)} ${node(event.host)} ${event.type === "credit-assigned" ? "blamed a node" : "began a recovery"}.`,
          `It had banned itself at ${clock(sinceUs)}.`,
          "Who bans itself ends its pass, and sees in the next that it is inactive.",
        ],
      };
    follow(state, event);
    return null;
  },
});

/** A takeover run that has failed is told of by a message, which may come while the daemon rests. */
function goesOn(event: TraceEvent): boolean {
  if (event.type === "credit-assigned") return event.reason !== failedRun;
  return event.type === "recovery-step" && event.step === "begin";
}

function follow({ banned, late }: State, event: TraceEvent): void {
  const { host } = event;
  if (event.type === "control-delayed" && event.op === "SET_BAN_STATE") late.add(host);
  const isOwn = event.type === "banned" && event.by === host && event.reason === "credits";
  if (isOwn && !late.has(host)) banned.set(host, event.atUs);
  const isGone = event.type === "process-exited" && (event.program === "ctdbd" || event.program === "recoverd");
  if (isGone || event.type === "unbanned" || event.type === "host-crashed") banned.delete(host);
}
