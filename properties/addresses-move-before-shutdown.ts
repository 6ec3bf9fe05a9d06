import { type Pnn, type TraceEvent, versionOn, versionsIn } from "../model/index.ts";
import { type Dropping, dropsAll, noteInactive, noteMode } from "./back-from-inactive.ts";
import { instantUs, scriptUs } from "./bounds.ts";
import { EventLog, eventLogTypes } from "./events/index.ts";
import { never } from "./never.ts";
import { type HostView, hostTypes, type Picture, takeoverTypes } from "./picture/index.ts";
import type { Violation } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";

interface State extends Dropping {
  readonly picture: Picture;
  /** When each host began to shut down. */
  readonly going: Map<Pnn, number>;
  readonly log: EventLog;
  /** Clocks that were set or run wrong: a time-out by such a clock has another length. */
  readonly odd: Set<Pnn>;
}

/** Clients find an address elsewhere before its node goes. */
export const addressesMoveBeforeShutdown = never<State>({
  name: "addresses-move-before-shutdown",
  sentence:
    "A node that shuts down gives its addresses up in the leader's takeover run, or when the time for that is over, and not before.",
  needs: ["clock-stepped", "clock-rate-changed", ...takeoverTypes, ...hostTypes],
  on: [
    "clock-stepped",
    "clock-rate-changed",
    "runstate-changed",
    "flags-changed",
    "recovery-mode-changed",
    "address-removed",
    ...eventLogTypes,
  ],
  applies: ({ ctdb }) => (versionsIn(ctdb).includes("head") ? null : "It came with CTDB 4.23."),
  initial: (setting, picture) => ({
    setting,
    picture,
    going: new Map(),
    backUs: new Map(),
    activeUs: new Map(),
    log: new EventLog(),
    odd: new Set(),
  }),
  step(state, event) {
    const { picture, setting, going, odd } = state;
    state.log.observe(event);
    const host = picture.hosts[event.host];
    if (host === undefined || versionOn(setting.ctdb, event.host) !== "head") return null;
    if (event.type === "clock-stepped" || event.type === "clock-rate-changed") odd.add(host.pnn);
    if (event.type === "runstate-changed") {
      going.delete(host.pnn);
      if (event.runState === "shutdown") going.set(host.pnn, event.atUs);
    }
    if (event.type === "flags-changed") noteInactive(state.backUs, host.pnn, event.flags, event.atUs);
    if (event.type === "recovery-mode-changed") noteMode(state, host.pnn, event.mode, event.atUs);
    return event.type === "address-removed" ? judge(state, host, event) : null;
  },
});

function judge(state: State, host: HostView, { atUs }: TraceEvent): Violation | null {
  const { setting, going, log, odd, picture } = state;
  const sinceUs = going.get(host.pnn) ?? -1;
  // An init event takes away what the daemon before has left.
  const isStarting = log.running(host.pnn)?.event === "init";
  if (sinceUs < 0 || odd.has(host.pnn) || isStarting) return null;
  const { shutdownFailoverTimeoutUs } = setting.constants;
  const isMoved = picture.takeovers.isMoving(atUs, scriptUs(setting.constants));
  const isOver = atUs - sinceUs >= shutdownFailoverTimeoutUs - instantUs;
  // Addresses are dropped whatever the run state.
  if (isMoved || isOver || dropsAll(state, host, atUs)) return null;
  return {
    atUs,
    hosts: [host.pnn],
    why: [
      `At ${clock(atUs)} ${node(host.pnn)} lost an address.`,
      `It had begun to shut down at ${clock(sinceUs)}, and no takeover run was moving addresses.`,
      `It gives them up in such a run, or when it has waited ${seconds(shutdownFailoverTimeoutUs)} for one.`,
    ],
  };
}
