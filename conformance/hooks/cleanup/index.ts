/** What was started or made goes away again. */
export { lastResort } from "./last-resort.ts";
export { groupLives, killGroup } from "./process-group.ts";
export { type TemporaryFolder, temporaryFolder } from "./temporary-folder.ts";
