/** Suites of the package's own properties. */
export { propertySuite } from "./property-suite.ts";
export { smallScenario, strikeLeader } from "./small-scenario.ts";
