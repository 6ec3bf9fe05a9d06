import type { Scenario } from "../../model/index.ts";
import type { Choices } from "./choices.ts";
import { listed } from "./listed.ts";
import { prioritized } from "./priorities.ts";
import { seeded } from "./seeded.ts";

/** Decisions about times that a node asks for in a simulated second, measured: 12 with two nodes to 50 with seven. */
const DRAWS_PER_NODE_SECOND = 25;

/** Where the decisions of a scenario come from that were not given otherwise: its seed by its rule, or its list. */
export function choicesFor(scenario: Pick<Scenario, "seed" | "draws" | "nodes" | "durationUs">): Choices {
  const { seed, draws } = scenario;
  if (draws?.kind === "listed") return listed(draws.decisions);
  if (draws?.kind === "priorities") return prioritized(seed, { changes: draws.changes, among: decisionsOf(scenario) });
  return seeded(seed);
}

/**
 * About how many decisions a run asks for: nobody knows before it ends. Drawn too long, some changes never come; too
 * short, they all come early.
 */
function decisionsOf({ nodes, durationUs }: Pick<Scenario, "nodes" | "durationUs">): number {
  return Math.max(1, Math.ceil((nodes * durationUs * DRAWS_PER_NODE_SECOND) / 1_000_000));
}
