import type { Failing, ShrinkOptions, Shrunk } from "./attempt.ts";
import { cutShort, withoutHeal } from "./passes/cut-short.ts";
import { earlier } from "./passes/earlier.ts";
import { fewerClients } from "./passes/fewer-clients.ts";
import { fewerDecisions, withTape } from "./passes/fewer-decisions.ts";
import { fewerFaults, fewerPairs } from "./passes/fewer-faults.ts";
import { fewerDatabases, fewerJobs, withoutClients } from "./passes/fewer-jobs.ts";
import { fewerNodes } from "./passes/fewer-nodes.ts";
import { freshPlans } from "./passes/fresh-plans.ts";
import { harsherFaults } from "./passes/harsher-faults.ts";
import { mergedFaults } from "./passes/merged-faults.ts";
import { onTheLeader } from "./passes/on-the-leader.ts";
import { plainerFaults } from "./passes/plainer-faults.ts";
import { lessWork, plainerJobs } from "./passes/plainer-jobs.ts";
import { plainerTimes, plainerWorld } from "./passes/plainer-world.ts";
import { smallPlans } from "./passes/small-plans.ts";
import { squeezed } from "./passes/squeezed.ts";
import { Search } from "./search.ts";
import { SpentError } from "./spent-error.ts";

/** Other seeds that a smaller scenario is tried with before it is given up. */
const OTHER_SEEDS = 3;
/** The same for the last attempts at each fault: by then runs are short. */
const LAST_SEEDS = 12;

/** Runs with other latencies by which the result is told to be one of chance or not. */
const ECHOES_TOLD = 8;

/**
 * Shortens a failing scenario while the same property goes on failing in it.
 *
 * What it leaves fails for a reader's sake: few faults at round times, few nodes, nothing set, nothing left to chance.
 * The same budget gives the same result on every machine.
 */
export function shrink(failing: Failing, options: ShrinkOptions): Shrunk {
  const search = new Search(failing, options);
  let isMinimal = false;
  let echoes: Shrunk["echoes"];
  try {
    const { tape } = failing;
    if (tape !== undefined && !search.isRepeatable()) search.best = withTape(failing.scenario, tape);
    coarsely(search);
    afresh(search);
    finely(search);
    afreshAtLast(search);
    fewerDecisions(search);
    plainerTimes(search);
    fewerFaults(search, 0);
    fewerJobs(search, 0);
    isMinimal = true;
    cutShort(search);
    echoes = { failed: search.echoes(search.best, ECHOES_TOLD), of: ECHOES_TOLD };
  } catch (error) {
    if (!(error instanceof SpentError)) throw error;
  }
  const { best, attempts, events } = search;
  const told = echoes === undefined ? {} : { echoes };
  return { scenario: best, violatedAtUs: search.violatedAtUs, attempts, events, isMinimal, ...told };
}

/** What wins most comes first: each later attempt is cheaper for it. */
function coarsely(search: Search): void {
  cutShort(search);
  withoutHeal(search);
  withoutClients(search, OTHER_SEEDS);
  fewerFaults(search, 0);
  squeezed(search);
  fewerDatabases(search);
  fewerJobs(search, 0);
  squeezed(search);
  fewerClients(search, 0);
  fewerNodes(search, OTHER_SEEDS);
  fewerFaults(search, OTHER_SEEDS);
  fewerJobs(search, OTHER_SEEDS);
  cutShort(search);
}

function finely(search: Search): void {
  withoutClients(search, LAST_SEEDS);
  plainerWorld(search);
  lessWork(search);
  fewerDatabases(search);
  earlier(search);
  cutShort(search);
  plainerFaults(search);
  plainerJobs(search);
  fewerClients(search, OTHER_SEEDS);
  fewerNodes(search, OTHER_SEEDS);
  fewerPairs(search, OTHER_SEEDS);
  fewerFaults(search, LAST_SEEDS);
  fewerJobs(search, LAST_SEEDS);
}

/** A smaller plan that was drawn anew may have parts that it does not need either. */
function afresh(search: Search): void {
  const { best } = search;
  mergedFaults(search);
  freshPlans(search);
  onTheLeader(search);
  if (search.best !== best) coarsely(search);
}

function afreshAtLast(search: Search): void {
  const { best } = search;
  mergedFaults(search);
  harsherFaults(search);
  smallPlans(search);
  if (search.best === best) return;
  coarsely(search);
  finely(search);
}
