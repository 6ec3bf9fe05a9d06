import type { Scenario } from "../../model/index.ts";
import type { ShrinkOptions, Shrunk } from "./attempt.ts";
import { cutShort, withoutHeal } from "./passes/cut-short.ts";
import { earlier } from "./passes/earlier.ts";
import { fewerDecisions } from "./passes/fewer-decisions.ts";
import { fewerFaults } from "./passes/fewer-faults.ts";
import { fewerNodes } from "./passes/fewer-nodes.ts";
import { plainerFaults } from "./passes/plainer-faults.ts";
import { plainerWorld } from "./passes/plainer-world.ts";
import { Search } from "./search.ts";
import { SpentError } from "./spent-error.ts";

/** Other seeds that a smaller scenario is tried with before it is given up. */
const OTHER_SEEDS = 3;

/**
 * Shortens a failing scenario while the same property goes on failing in it.
 *
 * What it leaves fails for a reader's sake: few faults at round times, few nodes, nothing set, nothing left to chance.
 * The same budget gives the same result on every machine.
 *
 * @param violatedAtUs when the property is violated in the scenario as it is
 */
export function shrink(scenario: Scenario, violatedAtUs: number, options: ShrinkOptions): Shrunk {
  const search = new Search(scenario, violatedAtUs, options);
  let isMinimal = false;
  try {
    coarsely(search);
    finely(search);
    fewerDecisions(search);
    isMinimal = needsEveryFault(search);
    cutShort(search);
  } catch (error) {
    if (!(error instanceof SpentError)) throw error;
  }
  const { best, attempts, events } = search;
  return { scenario: best, violatedAtUs: search.violatedAtUs, attempts, events, isMinimal };
}

/** What wins most comes first: each later attempt is cheaper for it. */
function coarsely(search: Search): void {
  cutShort(search);
  withoutHeal(search);
  fewerFaults(search, 0);
  fewerNodes(search, OTHER_SEEDS);
  fewerFaults(search, OTHER_SEEDS);
  cutShort(search);
}

function finely(search: Search): void {
  plainerWorld(search);
  earlier(search);
  cutShort(search);
  plainerFaults(search);
  fewerNodes(search, OTHER_SEEDS);
  fewerFaults(search, OTHER_SEEDS);
}

/** Goes on leaving out single faults until none can be left out. */
function needsEveryFault(search: Search): boolean {
  fewerFaults(search, 0);
  return true;
}
