import { sometimes } from "../sometimes.ts";

/** A ban ended by itself, not by an administrator: the node comes back in recovery mode. */
export const banServedOut = sometimes<Map<number, number>>({
  name: "ban-served-out",
  sentence: "A ban was served to its end.",
  needs: ["banned", "unbanned"],
  initial: () => new Map(),
  seen(event, _picture, ends) {
    if (event.type === "banned") ends.set(event.host, event.atUs + event.forUs);
    return event.type === "unbanned" && event.atUs >= (ends.get(event.host) ?? Number.POSITIVE_INFINITY);
  },
});
