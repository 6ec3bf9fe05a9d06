import { type GraceName, graceNames } from "../../model/index.ts";
import { UsageError } from "../usage-error.ts";
import { knownName, knownNames } from "./names.ts";

const listedBy = "cluster-sim graces";
/** Stands for every design, where several are taken. */
const ALL = "all";

/** One design. @throws UsageError on one that is not known */
export function graceOf(given: string): GraceName {
  if (given === ALL)
    throw new UsageError(
      "--grace: a run has one design; give its name, or hold all of them against each other: cluster-sim compare --grace all",
    );
  return knownName(given, "--grace", graceNames, listedBy);
}

/** Designs separated by commas, or all. @throws UsageError on one that is not known */
export function gracesOf(given: string): readonly GraceName[] {
  const names = given.split(",").map((part) => part.trim());
  if (!names.includes(ALL)) return knownNames(given, "--grace", graceNames, listedBy);
  if (names.some((name) => name !== ALL && name !== ""))
    throw new UsageError(`--grace: "all" stands alone, got "${given}"; give all, or names of designs`);
  return graceNames;
}
