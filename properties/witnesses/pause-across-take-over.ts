import { hostTypes, leads, unscheduledTypes } from "../picture/index.ts";
import { sometimes } from "../sometimes.ts";

/** The leader stands still while others try to replace it: after the pause it finds another world. */
export const pauseAcrossTakeOver = sometimes({
  name: "pause-across-take-over",
  sentence: "While a leader stood still, another node became leader or started an election.",
  needs: [...hostTypes, ...unscheduledTypes],
  // Nothing then stands still for long enough.
  applies: ({ inForce }) => !inForce.includes("pause-shorter-than-ttl"),
  seen(event, picture) {
    const tries =
      event.type === "election-started" || (event.type === "leader-believed" && event.leader === event.host);
    if (!tries) return false;
    return picture.hosts.some((host) => host.pnn !== event.host && leads(host) && picture.unscheduled.isOpen(host.pnn));
  },
});
