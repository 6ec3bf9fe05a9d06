/** What was started or made goes away again. */
export { lastResort } from "./last-resort.ts";
export { groupLives, killGroup } from "./process-group.ts";
export { temporaryFolder } from "./temporary-folder.ts";
