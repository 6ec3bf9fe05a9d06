import { needsVolatile } from "../databases/index.ts";
import { sometimes } from "../sometimes.ts";

/** Clients of several nodes use the same records. */
export const recordMoved = sometimes({
  name: "record-moved",
  sentence: "A record moved from one node to another.",
  needs: ["record-arrived"],
  applies: (setting) => needsVolatile(setting) === null,
  seen: (event) => event.type === "record-arrived",
});
