import type { Strategy } from "../../sim/index.ts";
import { knownName } from "./names.ts";

/** What `--strategy` takes; `default` is what `random` was called before. */
export const strategyNames: readonly (Strategy | "default")[] = ["random", "pct", "knobs", "portfolio", "default"];

/** Reads `--strategy`. @throws UsageError for a word it does not know */
export function strategyOf(given: string): Strategy {
  const name = knownName(given, "--strategy", strategyNames);
  return name === "default" ? "random" : name;
}
