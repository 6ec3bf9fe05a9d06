import { type DatabaseSpec, GLOBAL_LOCKS } from "../../model/index.ts";
import { type Choices, drawChance, drawRange } from "../choices/index.ts";

/**
 * Databases of a Samba cluster, in the order in which smbd may lock records of several; what it told its daemon as
 * their priority goes with that order (facts/recovery.md §2.5, §3.5).
 */
const KNOWN: readonly DatabaseSpec[] = [
  { name: "locking.tdb", kind: "volatile", priority: 1 },
  { name: "brlock.tdb", kind: "volatile", priority: 2 },
  { name: "leases.tdb", kind: "volatile", priority: 2 },
  { name: "registry.tdb", kind: "persistent", priority: 1 },
  { name: GLOBAL_LOCKS, kind: "volatile", priority: 2 },
  { name: "dbwrap_watchers.tdb", kind: "volatile", priority: 3 },
];

/** In half of the runs nodes may have copies to read of its records. */
const OFTEN_READ = "brlock.tdb";

/** Fewest and most databases of a run where nobody says how many, but for that of the global locks. */
const FEWEST = 2;
const MOST = 5;
/** With so many there is a persistent one; that of the global locks comes with it. */
const WITH_PERSISTENT = 4;

/** The databases of a run. */
export function drawDatabases(choices: Choices, asked: number | undefined): readonly DatabaseSpec[] {
  const count = asked ?? withGlobalLocks(drawRange(choices, "databases", FEWEST, MOST));
  const isRead = drawChance(choices, "read-only", 1, 2);
  const drawn = Array.from(
    { length: count },
    (_, index) => KNOWN[index] ?? ({ name: `db${index}.tdb`, kind: "volatile", priority: 3 } as const),
  );
  // One of them has copies to read: its clients read more often than they write.
  return drawn.map((spec) => (isRead && spec.name === OFTEN_READ ? { ...spec, readOnly: true } : spec));
}

function withGlobalLocks(count: number): number {
  return count < WITH_PERSISTENT ? count : count + 1;
}
