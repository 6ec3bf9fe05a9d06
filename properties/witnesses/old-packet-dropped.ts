import { needsVolatile } from "../databases/index.ts";
import { sometimes } from "../sometimes.ts";

/** Something was under way when a recovery began. */
export const oldPacketDropped = sometimes({
  name: "old-packet-dropped",
  sentence: "A packet about a record was dropped because of its generation.",
  needs: ["packet-dropped"],
  applies: (setting) => needsVolatile(setting) === null,
  seen: (event) => event.type === "packet-dropped" && event.why.includes("generation"),
});
