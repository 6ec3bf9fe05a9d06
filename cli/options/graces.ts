import { type GraceName, graceNames } from "../../model/index.ts";
import { knownName, knownNames } from "./names.ts";

const listedBy = "cluster-sim graces";

/** One design. @throws UsageError on one that is not known */
export function graceOf(given: string): GraceName {
  return knownName(given, "--grace", graceNames, listedBy);
}

/** Designs separated by commas, or all. @throws UsageError on one that is not known */
export function gracesOf(given: string): readonly GraceName[] {
  return given.trim() === "all" ? graceNames : knownNames(given, "--grace", graceNames, listedBy);
}
