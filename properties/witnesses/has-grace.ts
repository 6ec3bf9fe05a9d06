import { graceDesigns } from "../../model/index.ts";
import type { Setting } from "../property.ts";

/** Does any server ever enter grace? */
export function hasGrace({ nfs }: Setting): boolean {
  return nfs !== undefined && graceDesigns[nfs.grace].who !== "none";
}
