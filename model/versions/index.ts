export { versionAssumptions } from "./assumptions.ts";
export { versionOverrides } from "./versions.ts";
