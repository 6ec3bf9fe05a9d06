import type { ZooEntry } from "../../fixtures/index.ts";
import { loadZoo } from "../../fixtures/index.ts";
import { type Override, type Scenario, suggest } from "../../model/index.ts";
import { readDefects } from "../session/inputs.ts";
import { planner } from "../session/plan.ts";
import type { RunRequest } from "../session/request.ts";
import { UsageError } from "../usage-error.ts";

/** An entry of the zoo that can be run: what shows it, and what it breaks. */
export interface ZooDefect {
  readonly entry: ZooEntry;
  readonly overrides: readonly Override[];
  /** The lock, version, recovery and dropped assumptions with which it shows. */
  readonly shown: Pick<RunRequest, "lock" | "ctdb" | "recovery" | "databases" | "drop">;
  /** The property that it breaks; absent: its file names none. */
  readonly property?: string;
  /** All properties that are right for it, that one first. */
  readonly expected: readonly string[];
}

/** The entry of that name. @throws UsageError if there is none, or if it cannot be run */
export function entryOf(id: string): ZooEntry {
  const entries = loadZoo();
  const entry = entries.find((one) => one.id === id.toLowerCase());
  if (entry === undefined) {
    const names = entries.map((one) => one.id);
    throw new UsageError(`zoo: there is no "${id}"${suggest(id, names) || "; see: cluster-sim zoo list"}`);
  }
  return entry;
}

/** Areas whose defects need clients to show; in the others those would only lengthen the runs. */
const aboutDatabases: ReadonlySet<string> = new Set(["recovery", "record-migration"]);

/** What the override file of an entry says. @throws UsageError if the entry has no file */
export async function zooDefect(entry: ZooEntry, cwd: string): Promise<ZooDefect> {
  const overrides = await readDefects([entry.id], cwd);
  const expected = overrides.find((one) => one.expect !== undefined)?.expect as
    | { readonly property: string }
    | undefined;
  const scenario = (overrides.find((one) => one.scenario !== undefined)?.scenario ?? {}) as Partial<Scenario>;
  const { lock, ctdb, recovery, dropped = [] } = scenario;
  return {
    entry,
    overrides,
    shown: {
      ...(lock === undefined ? {} : { lock }),
      ...(ctdb === undefined ? {} : { ctdb }),
      ...(recovery === undefined ? {} : { recovery }),
      ...(aboutDatabases.has(entry.area) ? {} : { databases: 0 }),
      drop: dropped,
    },
    ...(expected === undefined ? {} : { property: expected.property }),
    expected: [...(expected === undefined ? [] : [expected.property]), ...(entry.properties ?? [])],
  };
}

/** The setting in which a defect shows: lock, version, recovery if it is no usual one, what was dropped. */
export function settingOf({ lock = "fcntl", ctdb = "head", recovery, drop }: ZooDefect["shown"]): readonly string[] {
  const version = typeof ctdb === "object" ? ctdb.join("+") : ctdb;
  return [lock, version, ...(recovery === undefined ? [] : [`${recovery} recovery`]), ...drop];
}

/** How a defect is run: the request of a seed, and its plans with and without the defect. */
export function plansOf({ entry, overrides, shown }: ZooDefect) {
  const requestOf = (seed: string): RunRequest => ({
    seed,
    set: {},
    asShipped: false,
    ...shown,
    defects: [entry.id],
  });
  return {
    requestOf,
    planOf: planner(requestOf("1"), { scenario: undefined, defects: overrides }),
    soundPlanOf: planner({ ...requestOf("1"), defects: [] }, { scenario: undefined, defects: [] }),
  };
}

/** Says that an entry is not measured, if it is not. @throws UsageError with the reason */
export function mustBeMeasured({ id, unmeasured }: ZooEntry): void {
  if (unmeasured !== undefined) throw new UsageError(`zoo: ${id} is not measured: ${unmeasured}`);
}
