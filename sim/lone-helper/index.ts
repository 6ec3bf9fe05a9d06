/** One lock helper of the model, alone: what is seen of it when something is done to it. */
export { coverDrills, type DrillCover } from "./cover.ts";
export type { HelperDesign, LoneDesign } from "./lone-design.ts";
export { LoneHelper, type Played } from "./lone-helper.ts";
