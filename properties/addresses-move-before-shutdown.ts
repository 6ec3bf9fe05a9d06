import { FLAG, INACTIVE, type Pnn, type TraceEvent, versionOn, versionsIn } from "../model/index.ts";
import { instantUs } from "./bounds.ts";
import { never } from "./never.ts";
import { type HostView, hostTypes, type Picture } from "./picture/index.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  /** When each host began to shut down, if it still has its addresses, and when a takeover run reached it; -1: not yet. */
  readonly going: Map<Pnn, { readonly sinceUs: number; readonly askedUs: number }>;
  /** Clocks that were set or run wrong: a time-out by such a clock has another length. */
  readonly odd: Set<Pnn>;
}

/** Clients find an address elsewhere before its node goes. */
export const addressesMoveBeforeShutdown = never<State>({
  name: "addresses-move-before-shutdown",
  sentence:
    "A node that shuts down gives its addresses up in the leader's takeover run, or when the time for that is over, and not before.",
  needs: ["control-accepted", "clock-stepped", "clock-rate-changed", ...hostTypes],
  on: ["control-accepted", "clock-stepped", "clock-rate-changed", "runstate-changed", "addresses-dropped"],
  applies: ({ ctdb }) => (versionsIn(ctdb).includes("head") ? null : "It came with CTDB 4.23."),
  initial: (setting, picture) => ({ setting, picture, going: new Map(), odd: new Set() }),
  step(state, event) {
    const { picture, setting, going, odd } = state;
    const host = picture.hosts[event.host];
    if (host === undefined || versionOn(setting.ctdb, event.host) !== "head") return null;
    if (event.type === "clock-stepped" || event.type === "clock-rate-changed") odd.add(host.pnn);
    if (event.type === "runstate-changed") {
      going.delete(host.pnn);
      if (event.runState === "shutdown" && host.hasAddresses) going.set(host.pnn, { sinceUs: event.atUs, askedUs: -1 });
    }
    const { sinceUs, askedUs } = going.get(host.pnn) ?? { sinceUs: -1, askedUs: -1 };
    if (event.type === "control-accepted" && event.op === "TAKE_ADDRESSES" && sinceUs >= 0 && askedUs < 0)
      going.set(host.pnn, { sinceUs, askedUs: event.atUs });
    return event.type === "addresses-dropped" ? judge(state, host, event) : null;
  },
});

function judge({ setting, going, odd }: State, host: HostView, { atUs }: TraceEvent): Violation | null {
  const { sinceUs, askedUs } = going.get(host.pnn) ?? { sinceUs: -1, askedUs: -1 };
  going.delete(host.pnn);
  if (sinceUs < 0 || odd.has(host.pnn)) return null;
  const { shutdownFailoverTimeoutUs, recoveryDropAllIpsUs } = setting.constants;
  const isMoved = askedUs === atUs;
  const isOver = askedUs < 0 && atUs - sinceUs >= shutdownFailoverTimeoutUs - instantUs;
  // These drop addresses whatever the run state.
  const isOut = (host.flags & (INACTIVE | FLAG.disabled)) !== 0;
  const isStuck = host.mode === "active" && atUs - host.modeSinceUs >= recoveryDropAllIpsUs - instantUs;
  if (isMoved || isOver || isOut || isStuck) return null;
  return {
    atUs,
    hosts: [host.pnn],
    why: [
      `At ${clock(atUs)} ${node(host.pnn)} dropped its addresses.`,
      `It had begun to shut down at ${clock(sinceUs)}, and ${askedUs < 0 ? "no takeover run has reached it since" : `a takeover run reached it at ${clock(askedUs)}`}.`,
      `It drops them in that run, or when it has waited ${seconds(shutdownFailoverTimeoutUs)} for one.`,
    ],
  };
}
