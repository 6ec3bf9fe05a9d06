import { lockDesigns } from "../words/index.ts";
import type { Scenario } from "./scenario.ts";

/** Why a design of ours means nothing with the scenario's lock, as the end of a sentence; undefined: it does. */
export function designWithoutLock({
  lock,
  splitLock,
  fencing,
}: Pick<Scenario, "lock" | "splitLock" | "fencing">): string | undefined {
  if (splitLock === true && lock === "none") return "splitLock: there is no cluster lock to split";
  const isLease = lockDesigns[lock].keeping === "lease" && lock !== "refresher";
  if (fencing === true && !isLease) return `fencing: lock ${lock} tells no revision of a grant; give a lease lock`;
  return undefined;
}
