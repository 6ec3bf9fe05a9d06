import type { Fault, FaultKind, Scenario } from "../../../model/index.ts";
import { type Choices, drawRange, seeded } from "../../choices/index.ts";
import { drawScenario } from "../../nemesis/index.ts";
import type { Search } from "../search.ts";
import { withDatabases, withJobs } from "../with-jobs.ts";

/** So many plans of each size are drawn. */
const PLANS_EACH = 40;
/** Events of the kernel that this may cost. */
const EVENTS_MAX = 2_000_000;
/** More faults than this are not worth drawing: leaving out gets there too. */
const FAULTS_MAX = 3;

/**
 * Leaving out one thing after another can end in a plan of many faults that all need each other, where another plan
 * needs one or two. So small plans are drawn afresh, from the kinds of fault that are left, smallest first. The nemesis
 * draws them: they respect the assumptions in force.
 */
export function freshPlans(search: Search): void {
  const choices = seeded(`${search.best.seed}~plans`);
  const kinds = [...new Set(search.best.faults.map(({ kind }) => kind))];
  const lastEvent = search.events + EVENTS_MAX;
  const fewer = Math.min(FAULTS_MAX, search.best.faults.length - 1);
  for (let count = 0; count <= fewer; count += 1) {
    for (let plan = 1; plan <= PLANS_EACH && search.events < lastEvent; plan += 1) {
      const drawn = drawnAfresh(search.best, kinds, `${search.best.seed}~plan-${count}-${plan}`);
      const faults = someOf(choices, drawn.faults, count);
      if (faults.length === count && search.accepts({ ...drawn, faults })) return;
    }
  }
}

/** Another story about the same cluster and its clients. */
function drawnAfresh(scenario: Scenario, kinds: readonly FaultKind[], seed: string): Scenario {
  const { lock, nodes, set, dropped, ctdb, splitLock, fencing, lockSettings, deleted, cannotLead, notLmaster } =
    scenario;
  const { recovery, databases = [], jobs = [] } = scenario;
  const drawn = drawScenario(seed, {
    lock,
    nodes,
    set,
    dropped,
    faults: kinds,
    databases: 0,
    designs: { ...(splitLock === undefined ? {} : { splitLock }), ...(fencing === undefined ? {} : { fencing }) },
    ...(ctdb === undefined ? {} : { ctdb }),
    ...(lockSettings === undefined ? {} : { lockSettings }),
    ...(deleted === undefined ? {} : { deleted }),
    ...(cannotLead === undefined ? {} : { cannotLead }),
    notLmaster: notLmaster ?? [],
    ...(recovery === undefined ? {} : { recovery }),
  });
  return withJobs(withDatabases(drawn, databases), jobs);
}

function someOf(choices: Choices, faults: readonly Fault[], count: number): Fault[] {
  const left = [...faults];
  while (left.length > count) left.splice(drawRange(choices, "plan", 0, left.length - 1), 1);
  return left;
}
