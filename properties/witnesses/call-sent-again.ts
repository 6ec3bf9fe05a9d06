import { needsVolatile } from "../databases/index.ts";
import { sometimes } from "../sometimes.ts";

/** A call whose packet was lost, or stood before a frozen file, is asked anew at the thaw. */
export const callSentAgain = sometimes({
  name: "call-sent-again",
  sentence: "A call that waited for a record was sent again when its database was thawed.",
  needs: ["database-thawed"],
  applies: (setting) => needsVolatile(setting) === null,
  seen: (event) => event.type === "database-thawed" && event.resent > 0,
});
