export { versionAssumptions } from "./assumptions.ts";
export type { Version } from "./version.ts";
export { versions } from "./versions.ts";
