import { needsLock } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** The loser of a race. */
export const lockRefused = sometimes({
  name: "lock-refused",
  sentence: "A node asked for the cluster lock and did not get it.",
  needs: ["lock-refused"],
  applies: (setting) => needsLock(setting) === null,
  seen: (event) => event.type === "lock-refused",
});
