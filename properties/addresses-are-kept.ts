import { FLAG, INACTIVE, type Pnn } from "../model/index.ts";
import { instantUs } from "./bounds.ts";
import { never } from "./never.ts";
import { hostTypes, type Picture } from "./picture/index.ts";
import type { Setting } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  /** Clocks that were set or run wrong: a timer by such a clock has another length. */
  readonly odd: Set<Pnn>;
}

/** A recovery is short: clients keep their addresses through it. */
export const addressesAreKept = never<State>({
  name: "addresses-are-kept",
  sentence:
    "A running, active node that is not disabled keeps its addresses, through RecoveryDropAllIPs of recovery mode.",
  needs: ["clock-stepped", "clock-rate-changed", ...hostTypes],
  on: ["clock-stepped", "clock-rate-changed", "addresses-dropped"],
  applies: always,
  initial: (setting, picture) => ({ setting, picture, odd: new Set() }),
  step({ setting, picture, odd }, event) {
    const host = picture.hosts[event.host];
    if (host === undefined) return null;
    const { atUs } = event;
    if (event.type !== "addresses-dropped") odd.add(host.pnn);
    // Whether a shutdown goes about it in the right way is a claim of its own.
    const serves = host.runState === "running" && (host.flags & (INACTIVE | FLAG.disabled)) === 0;
    if (!serves || odd.has(host.pnn)) return null;
    const boundUs = setting.constants.recoveryDropAllIpsUs;
    if (host.mode === "active" && atUs - host.modeSinceUs >= boundUs - instantUs) return null;
    return {
      atUs,
      hosts: [host.pnn],
      why: [
        `At ${clock(atUs)} ${node(host.pnn)} dropped its addresses.`,
        `It was running, active and not disabled, and in recovery mode ${host.mode} since ${clock(host.modeSinceUs)}.`,
        `Only ${seconds(boundUs)} in recovery mode take them from such a node.`,
      ],
    };
  },
});
