import { type RecoveryDesign, recoveryDesigns } from "../../model/index.ts";
import { knownName } from "./names.ts";

const known = Object.keys(recoveryDesigns) as RecoveryDesign[];

/** How databases are recovered, by every node, or by each, separated by commas. @throws UsageError on an unknown design */
export function recoveryOf(text: string): RecoveryDesign | readonly RecoveryDesign[] {
  const designs = text.split(",").map((part) => knownName(part.trim(), "--recovery", known));
  return designs.length === 1 ? (designs[0] as RecoveryDesign) : designs;
}
