/** Locks that are files. */
export { filesHooks } from "./files-hooks.ts";
