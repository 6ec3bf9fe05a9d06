/** Drills of one lock helper: what is done to it, and what is seen of it, in the model as in reality. */

export { type DrillAct, drillActs } from "./act.ts";
export { actsOf, type Drill, type DrillStep, otherWithinUs } from "./drill.ts";
export {
  type AllowedEpisode,
  type AllowedHistory,
  type Episode,
  type History,
  type Interval,
  lookOf,
  type Sighting,
  sightings,
  withByte,
} from "./history.ts";
export type { Disagreement, DrillMargin, DrillResult } from "./judged.ts";
export { looksLike, sightsOf } from "./words.ts";
