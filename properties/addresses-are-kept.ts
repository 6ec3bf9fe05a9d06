import { FLAG, INACTIVE, type Pnn, type TraceEvent } from "../model/index.ts";
import { KnownAddresses, knownAddressTypes } from "./addresses/index.ts";
import { type BackUs, dropsAll, noteInactive, noteMode } from "./back-from-inactive.ts";
import { scriptUs } from "./bounds.ts";
import { never } from "./never.ts";
import { hostTypes, type Picture, takeoverTypes } from "./picture/index.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly known: KnownAddresses;
  /** Clocks that were set or run wrong: a timer by such a clock has another length. */
  readonly odd: Set<Pnn>;
  /** When each host ceased to be inactive, to drop its addresses in recovery mode, or to stand still; infinite: it is inactive. */
  readonly backUs: BackUs;
  /** Since when each host, or its main daemon, stands still. */
  readonly stillUs: Map<Pnn, number>;
  /** Since when each host is in recovery mode. */
  readonly activeUs: Map<Pnn, number>;
}

const standing = ["host-paused", "host-resumed", "process-stopped", "process-continued"] as const;
type Standing = TraceEvent & { readonly type: (typeof standing)[number] };

/** What they say of addresses is taken in, and not judged. */
const aboutAddresses: ReadonlySet<string> = new Set(knownAddressTypes);

/** A recovery is short, and what works is not moved: clients keep their addresses. */
export const addressesAreKept = never<State>({
  name: "addresses-are-kept",
  sentence:
    "A running, active node that is healthy and not disabled keeps its addresses, but for a takeover run, through RecoveryDropAllIPs of recovery mode.",
  needs: [...knownAddressTypes, "clock-stepped", "clock-rate-changed", ...standing, ...takeoverTypes, ...hostTypes],
  on: [
    ...knownAddressTypes,
    "clock-stepped",
    "clock-rate-changed",
    "flags-changed",
    "recovery-mode-changed",
    "address-removed",
    ...standing,
  ],
  applies: always,
  initial: (setting, picture) => ({
    setting,
    picture,
    known: new KnownAddresses(setting, picture),
    odd: new Set(),
    backUs: new Map(),
    stillUs: new Map(),
    activeUs: new Map(),
  }),
  step(state, event) {
    state.known.observe(event);
    return aboutAddresses.has(event.type) ? null : judge(state, event);
  },
});

function judge(state: State, event: TraceEvent): Violation | null {
  const { setting, picture, odd, backUs } = state;
  const host = picture.hosts[event.host];
  if (host === undefined) return null;
  const { atUs } = event;
  if (event.type === "flags-changed") {
    noteInactive(backUs, host.pnn, event.flags, atUs);
    return null;
  }
  if (event.type === "recovery-mode-changed") {
    noteMode(state, host.pnn, event.mode, atUs);
    return null;
  }
  if (isStanding(event)) return noteStill(state, host.pnn, event);
  if (event.type !== "address-removed") odd.add(host.pnn);
  else if (event.byHand === true) return null;
  // Whether a shutdown goes about it in the right way is a claim of its own.
  const serves = host.runState === "running" && (host.flags & (INACTIVE | FLAG.disabled | FLAG.unhealthy)) === 0;
  if (!serves || odd.has(host.pnn)) return null;
  if (mayBeMoved(state, host.pnn, atUs) || dropsAll(state, host, atUs)) return null;
  return {
    atUs,
    hosts: [host.pnn],
    why: [
      `At ${clock(atUs)} ${node(host.pnn)} lost the address ${event.type === "address-removed" ? event.address : ""}.`,
      `It was running, active, healthy and not disabled, and in recovery mode ${host.mode} since ${clock(host.modeSinceUs)}.`,
      `Only a takeover run, and ${seconds(setting.constants.recoveryDropAllIpsUs)} in recovery mode, take them from such a node.`,
    ],
  };
}

/** A run that is over, or was killed, leaves its scripts at work; and what an administrator moves is released by hand. */
function mayBeMoved({ setting, picture, known }: State, pnn: Pnn, atUs: number): boolean {
  const { takeovers, scriptSlow } = picture;
  return takeovers.isMoving(atUs, scriptUs(setting.constants)) || scriptSlow.isOpen(pnn) || atUs <= known.moves.untilUs;
}

function isStanding(event: TraceEvent): event is Standing {
  return standing.some((type) => type === event.type);
}

/** What takeover runs have asked of a host that stands still, it does when it goes on. */
function noteStill({ setting, picture, backUs, stillUs }: State, pnn: Pnn, event: Standing): null {
  if ("program" in event && event.program !== "ctdbd") return null;
  const { atUs } = event;
  const sinceUs = stillUs.get(pnn) ?? atUs;
  if (event.type === "host-paused" || event.type === "process-stopped") stillUs.set(pnn, sinceUs);
  else {
    stillUs.delete(pnn);
    const lagUs = atUs - sinceUs + scriptUs(setting.constants);
    if (picture.takeovers.isMoving(atUs, lagUs)) backUs.set(pnn, Math.max(atUs, backUs.get(pnn) ?? atUs));
  }
  return null;
}
