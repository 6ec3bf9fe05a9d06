import { FLAG, INACTIVE, type Pnn, type TraceEvent, versionOn, versionsIn } from "../model/index.ts";
import { instantUs } from "./bounds.ts";
import { never } from "./never.ts";
import { type HostView, hostTypes, type Picture } from "./picture/index.ts";
import type { Setting, Violation } from "./property.ts";
import { node, seconds } from "./sentences.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  /** When each host began to shut down with addresses; gone once the leader has made a takeover run. */
  readonly since: Map<Pnn, number>;
  /** Clocks that were set or run wrong: a time-out by such a clock has another length. */
  readonly odd: Set<Pnn>;
}

/** Clients find an address elsewhere before its node goes. */
export const addressesMoveBeforeShutdown = never<State>({
  name: "addresses-move-before-shutdown",
  sentence: "A node that shuts down keeps its addresses until the leader has moved them, or the time for that is over.",
  needs: ["control-accepted", "clock-stepped", "clock-rate-changed", ...hostTypes],
  on: ["control-accepted", "clock-stepped", "clock-rate-changed", "runstate-changed", "addresses-dropped"],
  applies: ({ ctdb }) => (versionsIn(ctdb).includes("head") ? null : "It came with CTDB 4.23."),
  initial: (setting, picture) => ({ setting, picture, since: new Map(), odd: new Set() }),
  step(state, event) {
    const { picture, setting, since, odd } = state;
    const host = picture.hosts[event.host];
    if (host === undefined || versionOn(setting.ctdb, event.host) !== "head") return null;
    if (event.type === "clock-stepped" || event.type === "clock-rate-changed") odd.add(host.pnn);
    if (event.type === "runstate-changed") {
      since.delete(host.pnn);
      if (event.runState === "shutdown" && host.hasAddresses) since.set(host.pnn, event.atUs);
    }
    if (event.type === "control-accepted" && event.op === "TAKE_ADDRESSES") since.delete(host.pnn);
    return event.type === "addresses-dropped" ? judge(state, host, event) : null;
  },
});

function judge({ setting, since, odd }: State, host: HostView, { atUs }: TraceEvent): Violation | null {
  const sinceUs = since.get(host.pnn);
  since.delete(host.pnn);
  if (sinceUs === undefined || odd.has(host.pnn)) return null;
  const { shutdownFailoverTimeoutUs, recoveryDropAllIpsUs } = setting.constants;
  const isOver = atUs - sinceUs >= shutdownFailoverTimeoutUs - instantUs;
  // These drop addresses whatever the run state.
  const isOut = (host.flags & (INACTIVE | FLAG.disabled)) !== 0;
  const isStuck = host.mode === "active" && atUs - host.modeSinceUs >= recoveryDropAllIpsUs - instantUs;
  if (isOver || isOut || isStuck) return null;
  return {
    atUs,
    hosts: [host.pnn],
    why: [
      `At ${seconds(atUs)} ${node(host.pnn)} dropped its addresses.`,
      `It had begun to shut down at ${seconds(sinceUs)}, and no takeover run has reached it since.`,
      `It waits for one for ${seconds(shutdownFailoverTimeoutUs)}.`,
    ],
  };
}
