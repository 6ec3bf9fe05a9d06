import type { Range, Scenario, TimingKnobs } from "../../../model/index.ts";
import type { Search } from "../search.ts";

/** Fields that a plain scenario does not have. Lock and version stay: they are what was asked about. */
const removable = [
  "set",
  "draws",
  "serviceRatePpm",
  "splitLock",
  "fencing",
  "lockSettings",
  "cannotLead",
  "deleted",
  "bootAtUs",
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
  for (const name of search.best.dropped) {
    search.accepts({ ...search.best, dropped: search.best.dropped.filter((other) => other !== name) });
  }
  search.accepts({ ...search.best, storage: { lockRecoveryUs: 0, expelPausedUs: 0 } });
  search.accepts({ ...search.best, clockOffsetUs: search.best.clockOffsetUs.map(() => 0) });
  plainerTimes(search);
}

function plainest(scenario: Scenario): Scenario {
  return removable.reduce(without, { ...scenario, clockOffsetUs: scenario.clockOffsetUs.map(() => 0) });
}

function without(scenario: Scenario, field: (typeof removable)[number]): Scenario {
  if (field === "set") return { ...scenario, set: {} };
  const { [field]: _, ...rest } = scenario;
  return rest;
}

/** Whatever takes time takes always the same: as little as it can. */
export function plainerTimes(search: Search): void {
  const collapsed = ([min]: Range): Range => [min, min];
  for (const name of Object.keys(search.best.timing) as (keyof TimingKnobs)[]) {
    const range = search.best.timing[name];
    if (range === undefined || range[0] === range[1]) continue;
    search.accepts({ ...search.best, timing: { ...search.best.timing, [name]: collapsed(range) } });
  }
}
