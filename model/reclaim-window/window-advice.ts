import { type GraceDesign, type GraceName, graceDesigns } from "../words/index.ts";
import { beforeGrace } from "./before-grace.ts";
import { beyondGrace } from "./beyond-grace.ts";
import { untilReclaim } from "./until-reclaim.ts";
import type { WindowCondition } from "./window-condition.ts";
import type { WindowTerms } from "./window-term.ts";

/** What follows for a design. */
export interface WindowAdvice {
  readonly grace: GraceName;
  /** Can nothing open the window? */
  readonly isEmpty: boolean;
  readonly conditions: readonly WindowCondition[];
}

/** Whether the window of a design can be empty in a cluster with these times (facts/ip-nfs.md §6.2, §6.3). */
export function windowAdvice(grace: GraceName, terms: WindowTerms): WindowAdvice {
  const design: GraceDesign = graceDesigns[grace];
  const conditions = [...beforeGrace(design, terms), ...untilReclaim(design, terms), ...beyondGrace(design, terms)];
  return { grace, isEmpty: conditions.every(({ judgement }) => judgement === "holds"), conditions };
}
