import { assumptions, type Range, type Scenario, type TimingKnobs } from "../../../model/index.ts";
import type { Search } from "../search.ts";

/** Hosts are switched on one after the other, so far apart, microseconds: no divisor of any period of CTDB's. */
const BOOT_APART_US = 137_000;
/** Latencies that are all the same would put events at the same microsecond that never are; so far they may differ. */
const NARROW_US = 200;

/**
 * Fields that a plain scenario does not have. Lock, version and recovery stay: they are what was asked about. Databases
 * and jobs have passes of their own.
 */
const removable = [
  "set",
  "draws",
  "serviceRatePpm",
  "splitLock",
  "fencing",
  "lockSettings",
  "cannotLead",
  "notLmaster",
  "deleted",
  "name",
] as const;

/** Replaces what is special about the cluster by what is plain, one thing at a time. */
export function plainerWorld(search: Search): void {
  search.accepts(plainest(search.best));
  for (const field of removable) search.accepts(without(search.best, field));
  for (const name of Object.keys(search.best.set)) {
    const { [name as keyof Scenario["set"]]: _, ...set } = search.best.set;
    search.accepts({ ...search.best, set });
  }
  // What was assumed of the environment is not assumed again: a fault that is left may break it.
  const repairs = new Set(assumptions.filter(({ kind }) => kind === "repair").map(({ name }) => name));
  for (const name of search.best.dropped.filter((each) => repairs.has(each))) {
    search.accepts({ ...search.best, dropped: search.best.dropped.filter((other) => other !== name) });
  }
  search.accepts({ ...search.best, storage: { lockRecoveryUs: 0, expelPausedUs: 0 } });
  search.accepts({ ...search.best, clockOffsetUs: search.best.clockOffsetUs.map(() => 0) });
  search.accepts(oneAfterTheOther(search.best));
  plainerTimes(search);
}

function plainest(scenario: Scenario): Scenario {
  return oneAfterTheOther(
    removable.reduce(without, { ...scenario, clockOffsetUs: scenario.clockOffsetUs.map(() => 0) }),
  );
}

/** Hosts that start at the very same moment stay in step for ever, as no real ones do. */
function oneAfterTheOther(scenario: Scenario): Scenario {
  const bootAtUs = Array.from({ length: scenario.nodes }, (_, pnn) => pnn * BOOT_APART_US);
  return { ...scenario, bootAtUs, timing: { ...scenario.timing, bootUs: [0, 0] } };
}

function without(scenario: Scenario, field: (typeof removable)[number]): Scenario {
  if (field === "set") return { ...scenario, set: {} };
  const { [field]: _, ...rest } = scenario;
  return rest;
}

/** Whatever takes time takes as little as it can, within a range so narrow that nobody waits for it. */
export function plainerTimes(search: Search): void {
  for (const name of Object.keys(search.best.timing) as (keyof TimingKnobs)[]) {
    const range = search.best.timing[name];
    if (range === undefined || range[1] - range[0] <= NARROW_US) continue;
    const narrow: Range = [range[0], range[0] + NARROW_US];
    search.accepts({ ...search.best, timing: { ...search.best.timing, [name]: narrow } });
  }
}
