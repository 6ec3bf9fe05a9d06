/** Pictures of a run. */
export { diagramSvg } from "./diagram-svg.ts";
export { type FaultBand, faultBands } from "./fault-bands.ts";
export { BARS, type Bar, type HostSpans, hostSpans } from "./host-spans.ts";
export { mainViolation, type Violation, violations } from "./violations.ts";
