import type { ZooEntry } from "../../fixtures/index.ts";
import { loadZoo } from "../../fixtures/index.ts";
import { type GraceName, type Override, type Scenario, suggest } from "../../model/index.ts";
import { readDefects } from "../session/inputs.ts";
import { planner } from "../session/plan.ts";
import type { RunRequest } from "../session/request.ts";
import { UsageError } from "../usage-error.ts";

/** An entry of the zoo that can be run: what shows it, and what it breaks. */
export interface ZooDefect {
  readonly entry: ZooEntry;
  readonly overrides: readonly Override[];
  /** The lock, version, recovery, reload of addresses, groups with a leader of their own, design of grace, tunables and dropped assumptions with which it shows. */
  readonly shown: Pick<
    RunRequest,
    "lock" | "ctdb" | "recovery" | "takeover" | "reload" | "databases" | "groups" | "grace" | "drop" | "set"
  >;
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
  const { lock, ctdb, recovery, takeover, reload, databases, groups, nfs, dropped = [], set = {} } = scenario;
  return {
    entry,
    overrides,
    shown: {
      ...(lock === undefined ? {} : { lock }),
      ...(ctdb === undefined ? {} : { ctdb }),
      ...(recovery === undefined ? {} : { recovery }),
      ...(takeover === undefined ? {} : { takeover }),
      ...(reload === undefined ? {} : { reload }),
      ...(groups === undefined ? {} : { groups: groups.natgw?.roles ?? "file" }),
      ...(nfs === undefined ? {} : { grace: nfs.grace }),
      ...(databases === undefined && aboutDatabases.has(entry.area) ? {} : { databases: databases?.length ?? 0 }),
      drop: dropped,
      set,
    },
    ...(expected === undefined ? {} : { property: expected.property }),
    expected: [...(expected === undefined ? [] : [expected.property]), ...(entry.properties ?? [])],
  };
}

/** The setting in which a defect shows: lock, version, recovery and grace if it is no usual one, tunables, what was dropped. */
export function settingOf(shown: ZooDefect["shown"]): readonly string[] {
  const { lock = "fcntl", ctdb = "head", recovery, takeover, reload, databases = 0, groups, grace, drop, set } = shown;
  const constants = Object.entries(set).map(([name, value]) => `${name}=${value}`);
  return [
    lock,
    typeof ctdb === "object" ? ctdb.join("+") : ctdb,
    ...(recovery === undefined ? [] : [`${recovery} recovery`]),
    ...(takeover === undefined ? [] : [`takeover ${takeover}`]),
    ...(reload === undefined ? [] : [`reload ${reload}`]),
    ...(databases === 0 ? [] : [`${databases} databases`]),
    ...(groups === undefined ? [] : [`groups ${groups}`]),
    ...(grace === undefined ? [] : [`grace ${grace}`]),
    ...constants,
    ...drop,
  ];
}

/** Does it replace nothing, so that the design of grace that it names is the defect? */
function isDesign({ shown, overrides }: ZooDefect): boolean {
  const replaced = overrides.flatMap(({ guards, actions, constants, steps }) => [guards, actions, constants, steps]);
  return shown.grace !== undefined && replaced.every((one) => one === undefined || Object.keys(one).length === 0);
}

/** The design of grace that leaves no window: what breaks under it too is not the doing of another one. */
const SOUND: GraceName = "fs-remember";

/** How a defect is run: the request of a seed, and its plans with and without the defect. */
export function plansOf(defect: ZooDefect) {
  const { entry, overrides, shown } = defect;
  const requestOf = (seed: string): RunRequest => ({
    seed,
    asShipped: false,
    ...shown,
    defects: [entry.id],
  });
  return {
    requestOf,
    planOf: planner(requestOf("1"), { scenario: undefined, defects: overrides }),
    soundPlanOf: planner(
      { ...requestOf("1"), defects: [], ...(isDesign(defect) ? { grace: SOUND } : {}) },
      { scenario: undefined, defects: [] },
    ),
  };
}

/** Says that an entry is not measured, if it is not. @throws UsageError with the reason */
export function mustBeMeasured({ id, unmeasured }: ZooEntry): void {
  if (unmeasured !== undefined) throw new UsageError(`zoo: ${id} is not measured: ${unmeasured}`);
}
