import type { EventName } from "../../model/index.ts";
import { instantUs } from "../bounds.ts";
import { never } from "../never.ts";
import { hostTypes, type Picture, unscheduledTypes } from "../picture/index.ts";
import type { Property } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { always } from "../setting-needs.ts";

/** What such a claim keeps. */
export interface RecoveryClock {
  readonly picture: Picture;
  /** What each host could not act until its recovery mode changed last. */
  readonly stoodUs: number[];
}

/** How a claim is written down about events for which a node in recovery mode does not ask. */
export interface NeverInRecovery extends Pick<Property, "name" | "sentence"> {
  readonly events: ReadonlySet<EventName>;
  /** Why not, for the third sentence. */
  readonly because: string;
}

/** What counts is when an event was asked for: it may stand in line behind others. */
export function neverInRecovery({ name, sentence, events, because }: NeverInRecovery): Property<RecoveryClock> {
  return never<RecoveryClock>({
    name,
    sentence,
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
      if (event.type !== "event-began" || !events.has(event.event) || host.mode === "normal") return null;
      // The daemon may have asked for it right before its mode changed.
      const couldNotUs = unscheduled.totalUs(pnn, atUs) - (stoodUs[pnn] ?? 0);
      const askedUs = atUs - event.waitedUs - host.modeSinceUs - couldNotUs;
      if (unscheduled.isOpen(pnn) || host.ctdbd === 0 || askedUs <= instantUs) return null;
      return {
        atUs,
        hosts: [pnn],
        why: [
          `At ${clock(atUs)} a ${event.event} event began on ${node(pnn)}, asked for ${seconds(event.waitedUs)} before.`,
          `The node was in recovery mode for ${seconds(atUs - host.modeSinceUs)}.`,
          because,
        ],
      };
    },
  });
}
