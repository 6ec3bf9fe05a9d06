import { instantUs } from "../bounds.ts";
import { never } from "../never.ts";
import { hostTypes, type Picture, unscheduledTypes } from "../picture/index.ts";
import { clock, node, seconds } from "../sentences.ts";
import { always } from "../setting-needs.ts";

interface State {
  readonly picture: Picture;
  /** What each host could not act until its recovery mode changed last. */
  readonly stoodUs: number[];
}

/** Databases are frozen then: what a monitor event found would say nothing of the services. */
export const noMonitorInRecovery = never<State>({
  name: "no-monitor-in-recovery",
  sentence: "No monitor event begins on a node in recovery mode.",
  needs: ["event-began", ...hostTypes, ...unscheduledTypes],
  on: ["event-began", "recovery-mode-changed"],
  applies: always,
  initial: (_setting, picture) => ({ picture, stoodUs: picture.hosts.map(() => 0) }),
  step({ picture, stoodUs }, event) {
    const { host: pnn, atUs } = event;
    const host = picture.hosts[pnn];
    if (host === undefined) return null;
    const { unscheduled } = picture;
    if (event.type === "recovery-mode-changed") stoodUs[pnn] = unscheduled.totalUs(pnn, atUs);
    if (event.type !== "event-began" || event.event !== "monitor" || host.mode === "normal") return null;
    // The daemon may have asked for it right before its mode changed.
    const couldNotUs = unscheduled.totalUs(pnn, atUs) - (stoodUs[pnn] ?? 0);
    if (unscheduled.isOpen(pnn) || host.ctdbd === 0 || atUs - host.modeSinceUs - couldNotUs <= instantUs) return null;
    return {
      atUs,
      hosts: [pnn],
      why: [
        `At ${clock(atUs)} a monitor event began on ${node(pnn)}.`,
        `The node was in recovery mode for ${seconds(atUs - host.modeSinceUs)}.`,
        "Services that use databases fail while these are frozen: a node would be unhealthy merely because it is recovered.",
      ],
    };
  },
});
