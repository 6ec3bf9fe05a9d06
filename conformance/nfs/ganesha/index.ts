/** A server of nfs-ganesha in namespaces of its own. */
export { EXPORT, type GaneshaSetting } from "./configuration.ts";
export { Ganesha } from "./ganesha.ts";
export { missingForGanesha } from "./missing.ts";
export { Place } from "./place.ts";
