import { graceDesigns } from "../../model/index.ts";
import { sometimes } from "../sometimes.ts";

/** From here on its owner's lock is anybody's, unless a server refuses it. */
export const deadNodesLockDropped = sometimes({
  name: "dead-nodes-lock-dropped",
  sentence: "The file system dropped a lock because its node was gone.",
  needs: ["file-lock-dropped"],
  applies: ({ nfs }) => nfs !== undefined && graceDesigns[nfs.grace].fileSystem !== "remember",
  seen: (event) => event.type === "file-lock-dropped" && event.cause === "node-gone",
});
