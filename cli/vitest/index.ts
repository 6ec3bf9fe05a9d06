/** Suites of the package's own properties. */
export { type PropertySuite, propertySuite } from "./property-suite.ts";
export { smallScenario, strikeLeader } from "./small-scenario.ts";
