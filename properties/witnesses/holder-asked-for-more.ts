import { needsVolatile } from "../databases/index.ts";
import { clientTypes } from "../picture/index.ts";
import { sometimes } from "../sometimes.ts";

/** Without such clients nobody can wait in a circle. */
export const holderAskedForMore = sometimes({
  name: "holder-asked-for-more",
  sentence: "A client asked for a record of another node while it had one locked.",
  needs: clientTypes,
  applies: (setting) => needsVolatile(setting) === null,
  seen: (event, { clients }) => event.type === "call-asked" && (clients.find(event)?.held.size ?? 0) > 0,
});
