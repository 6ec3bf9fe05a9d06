import { contentionClauses } from "./contention.ts";
import { leaseClauses } from "./lease.ts";
import { lossClauses } from "./loss.ts";
import { parentClauses } from "./parent.ts";
import { raceClauses } from "./race.ts";
import { releaseClauses } from "./release.ts";
import { robustnessClauses } from "./robustness.ts";
import { statusClauses } from "./status.ts";
import type { HelperClause } from "./words.ts";

export type { HelperClause } from "./words.ts";

/** All clauses about a lock helper, each after those that it needs. */
export const helperClauses: readonly HelperClause[] = inOrder([
  ...statusClauses,
  ...contentionClauses,
  ...releaseClauses,
  ...parentClauses,
  ...lossClauses,
  ...leaseClauses,
  ...robustnessClauses,
  ...raceClauses,
]);

/** By number, but each after those that it needs. */
function inOrder(clauses: readonly HelperClause[]): readonly HelperClause[] {
  const left = [...clauses].sort((one, other) => (one.id < other.id ? -1 : 1));
  const ordered: HelperClause[] = [];
  while (left.length > 0) {
    const next = left.findIndex(({ needs }) => left.every(({ id }) => !needs.includes(id)));
    ordered.push(...left.splice(Math.max(next, 0), 1));
  }
  return ordered;
}
