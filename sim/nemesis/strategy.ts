import type { DrawRule } from "../../model/index.ts";
import { drawOneOf, drawRange, seeded } from "../choices/index.ts";

/**
 * What a seed may decide, and how.
 *
 * * `random`: everything is drawn evenly.
 * * `knobs`: tunables and timer constants too, from wide ranges.
 * * `pct`: while the run lasts, hosts and links are served by rank instead (probabilistic concurrency testing).
 * * `portfolio`: the seed chooses: half of all seeds random, a quarter pct, a quarter knobs.
 */
export type Strategy = "random" | "pct" | "knobs" | "portfolio";

/** Most moments at which somebody's rank drops: a bug that takes more than a few is found by nobody. */
const CHANGES_MAX = 5;

const PORTFOLIO: readonly Exclude<Strategy, "portfolio">[] = ["random", "random", "pct", "knobs"];

/** The strategy of one seed: what a portfolio chooses is exactly that strategy with this seed. */
export function chosenStrategy(seed: string, strategy: Strategy): Exclude<Strategy, "portfolio"> {
  return strategy === "portfolio" ? drawOneOf(seeded(`${seed}/strategy`), "portfolio", PORTFOLIO) : strategy;
}

/** The ranks of a seed under `pct`. */
export function drawPriorities(seed: string): DrawRule {
  return { kind: "priorities", changes: drawRange(seeded(`${seed}/strategy`), "changes", 1, CHANGES_MAX) };
}
