import { sometimes } from "../sometimes.ts";

/** A silent peer stood in the way. */
export const electionAbandoned = sometimes({
  name: "election-abandoned",
  sentence: "An election was abandoned because a node could not be set to recovery mode.",
  needs: ["election-abandoned"],
  seen: (event) => event.type === "election-abandoned",
});
