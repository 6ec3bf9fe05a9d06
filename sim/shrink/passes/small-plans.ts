import { constantsWith, type Fault, type Scenario } from "../../../model/index.ts";
import { type Choices, drawChance, drawOneOf, seeded } from "../../choices/index.ts";
import { settlingUs, shortCutUs } from "../../nemesis/index.ts";
import { aimedAnew, type Target } from "../aimed-anew.ts";
import { pairs } from "../leader-aims.ts";
import { strongest } from "../longer.ts";
import type { Search } from "../search.ts";
import { smallCluster, withPlan } from "../small-cluster.ts";

const SECOND = 1_000_000;
/** When the first fault is due: at the start, and once the cluster has settled, microseconds. */
const beginsUs = [0, 5, 10, 20, 60].map((seconds) => seconds * SECOND);
/** How much later the next one is, microseconds: the last is longer than a leader may take to notice that it lost the lock (W). */
const gapsUs = [0, 0, 1, 5, 10, 35].map((seconds) => seconds * SECOND);
/** How long the cluster is watched after the last fault, if not until it must have settled: most harm is done soon. */
const SOON_US = 40 * SECOND;

/** Plans of more faults are not worth drawing. */
const FAULTS_MAX = 2;
/** So often, one time in so many, a fault is one of the plainest instead of one of those that are left. */
const PLAIN_ONE_IN = 3;
/** Clusters that a run costs little of. */
const smallSizes = [1, 2, 3] as const;
/** What each fault of a plan may cost on each size of cluster, events of the kernel, and how many plans that may be. */
const EVENTS_EACH = 300_000;
const PLANS_EACH = 400;
/** When two faults strike whoever leads: with time for an election between them, or both at once, microseconds. */
const moments = [
  [5 * SECOND, 10 * SECOND],
  [20 * SECOND, 0],
  [5 * SECOND, 0],
  [20 * SECOND, 35 * SECOND],
] as const;
/** How long faults last at least that are as strong as they can be, microseconds. */
const STRONG_US = 40 * SECOND;

/** What plans are made of. */
interface Stock {
  readonly left: readonly Fault[];
  /** The plainest of the kinds that the found run had, and those that are left as strong as they can be. */
  readonly plain: readonly Fault[];
}

/**
 * What takes many faults in a large cluster takes one or two in a small one, if they strike where and when it matters:
 * so plans of a few of the faults that are left are drawn, aimed anew, the smallest first. In a small cluster there is
 * time for many.
 */
export function smallPlans(search: Search): void {
  const { best } = search;
  if (best.faults.length <= FAULTS_MAX) return;
  const sizes = [...smallSizes.filter((nodes) => nodes < best.nodes), best.nodes];
  const from = stockOf(search);
  for (let count = 1; count <= FAULTS_MAX; count += 1) {
    for (const nodes of sizes) {
      const cluster = smallCluster(best, nodes);
      if (count === 2 && isPaired(search, cluster, from)) return;
      if (isDrawn(search, cluster, from, count)) return;
    }
  }
}

function stockOf({ best, found }: Search): Stock {
  const strong = best.faults
    .filter((fault) => fault.kind !== "partition")
    .map((fault) => strongest(fault, STRONG_US))
    .filter((fault, index) => JSON.stringify(fault) !== JSON.stringify(best.faults[index]));
  return { left: best.faults, plain: [...plainest(found.faults), ...strong] };
}

/** Tries any two on whoever leads, in order: what is likely is not left to the draw. */
function isPaired(search: Search, cluster: Scenario, { left, plain }: Stock): boolean {
  const lastEvent = search.events + 2 * EVENTS_EACH;
  const faults = distinct([...plain, ...left].filter((fault) => "host" in fault));
  for (const plan of pairs(faults, moments)) {
    if (search.events >= lastEvent) return false;
    if (search.accepts(withPlan(cluster, plan, settledUs(cluster), `${cluster.seed}~pair`))) return true;
  }
  return false;
}

function settledUs({ set, lock }: Scenario): number {
  return settlingUs(constantsWith(set), lock);
}

/** The faults that differ in more than where and when they strike. */
function distinct(faults: readonly Fault[]): Fault[] {
  const anywhere = faults.map((fault) => JSON.stringify({ ...fault, host: 0, atUs: 0, on: undefined }));
  return faults.filter((_, index) => anywhere.indexOf(anywhere[index] ?? "") === index);
}

/** The plainest fault of the kinds that can stand for many another one. */
function plainest(faults: readonly Fault[]): Fault[] {
  const plain: readonly Fault[] = [
    { kind: "admin", atUs: 0, host: 0, command: "stop" },
    { kind: "crash-host", atUs: 0, host: 0, forUs: 0 },
  ];
  return plain.filter(({ kind }) => faults.some((fault) => fault.kind === kind));
}

function isDrawn(search: Search, cluster: Scenario, from: Stock, count: number): boolean {
  const stem = `${cluster.seed}~small-${count}-${cluster.nodes}`;
  const choices = seeded(stem);
  const target = { nodes: cluster.nodes, partialCutMaxUs: shortCutUs(constantsWith(cluster.set)) };
  const lastEvent = search.events + count * EVENTS_EACH;
  for (let plan = 1; plan <= PLANS_EACH && search.events < lastEvent; plan += 1) {
    const drawn = drawPlan(choices, from, count, target);
    const watchedUs = drawChance(choices, "plan", 1, 2) ? SOON_US : settledUs(cluster);
    const candidate = withPlan(cluster, drawn, watchedUs, `${stem}-${plan}`);
    if (drawn.length === count && search.accepts(candidate)) return true;
  }
  return false;
}

function drawPlan(choices: Choices, { left, plain }: Stock, count: number, target: Target): Fault[] {
  const plan: Fault[] = [];
  let atUs = drawOneOf(choices, "plan", beginsUs);
  for (let index = 0; index < count; index += 1) {
    const isPlain = plain.length > 0 && drawChance(choices, "plan", 1, PLAIN_ONE_IN);
    const fault = aimedAnew(choices, drawOneOf(choices, "plan", isPlain ? plain : left), atUs, target);
    if (fault !== undefined) plan.push(fault);
    atUs += drawOneOf(choices, "plan", gapsUs);
  }
  return plan;
}
