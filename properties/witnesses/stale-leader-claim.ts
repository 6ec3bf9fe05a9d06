import { lockTypes } from "../picture/index.ts";
import { needsLock } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** Announcements are made without a look at the lock, and everybody believes them. */
export const staleLeaderClaim = sometimes({
  name: "stale-leader-claim",
  sentence: "A node announced itself as leader without holding the cluster lock.",
  needs: ["leadership-claimed", ...lockTypes],
  applies: (setting) => needsLock(setting) === null,
  seen: (event, { lock }) =>
    event.type === "leadership-claimed" && event.leader === event.host && lock.heldBy(event.host) === undefined,
});
