export { versionAssumptions } from "./assumptions.ts";
export { versions } from "./versions.ts";
