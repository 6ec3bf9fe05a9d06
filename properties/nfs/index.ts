/** Claims about locks that NFS servers give out while addresses move, and the window in which they can be stolen. */
export { LockLosses, type Losses } from "./lock-losses.ts";
export { needsNfs } from "./needs-nfs.ts";
export { nfsProperties } from "./nfs-properties.ts";
export { OpenWindow, windowTypes } from "./open-window.ts";
