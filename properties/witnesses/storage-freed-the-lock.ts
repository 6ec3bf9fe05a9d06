import { needsLock } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** The holder could not give the lock back itself. */
export const storageFreedTheLock = sometimes({
  name: "storage-freed-the-lock",
  sentence: "The storage, or the end of a lease, freed the lock of somebody who was gone.",
  needs: ["lock-freed"],
  applies: (setting) => needsLock(setting) === null,
  seen: (event) => event.type === "lock-freed" && event.cause !== "exit" && event.cause !== "released",
});
