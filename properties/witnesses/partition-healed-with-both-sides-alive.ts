import { hostTypes } from "../picture/index.ts";
import { sometimes } from "../sometimes.ts";

/** Two sides that went their own way meet again. */
export const partitionHealedWithBothSidesAlive = sometimes({
  name: "partition-healed-with-both-sides-alive",
  sentence: "A partition was healed, and on both sides of it a daemon was running.",
  needs: ["partition-healed", ...hostTypes],
  applies: (setting) => !setting.inForce.includes("no-partition"),
  seen: (event, { hosts }) =>
    event.type === "partition-healed" &&
    event.cut.some(([from, to]) => (hosts[from]?.recoverd ?? 0) !== 0 && (hosts[to]?.recoverd ?? 0) !== 0),
});
