import type { Arbitrary } from "fast-check";
import { fastCheck } from "./fast-check.ts";

const SEED_MAX = 2_147_483_647;

/**
 * Seeds. They do not shrink: a smaller seed is no smaller run.
 *
 * @throws UsageError if fast-check is not installed
 *
 * @example
 * const run = await seedRunner({ lock: "fcntl" });
 * fc.assert(fc.property(seeds(), (seed) => run(seed).exitCode === 0));
 */
export function seeds(): Arbitrary<string> {
  const fc = fastCheck();
  return fc.noShrink(fc.noBias(fc.integer({ min: 1, max: SEED_MAX })).map(String));
}
