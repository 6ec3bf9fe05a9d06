import { expect, test } from "vitest";
import { constantsWith } from "../constants/index.ts";
import { newDatabase } from "../database/index.ts";
import { type CtdbdContext, newCtdbdData } from "../node/index.ts";
import { newFrame } from "../process/index.ts";
import { transactionChanges } from "./transaction-names.ts";

const base = { pnn: 0, pid: 100, nodes: 2, lockConfigured: true, lockSetting: "", nowUs: 0, monotonicUs: 0 };

/** A node that has attended recoveries 3 and 4 commits a database by the recovery whose map it has. */
function committedUnder(mapEpoch: number): number | undefined {
  const d = { ...newCtdbdData(base, "head", []), attended: [3, 4], mapEpoch };
  d.databases["v.tdb"] = newDatabase({ name: "v.tdb", kind: "volatile" }, 2);
  const c: CtdbdContext = { d, f: newFrame({}), k: constantsWith() };
  const request = {
    id: 1,
    op: "DB_TRANSACTION_COMMIT",
    from: 1,
    pid: 1,
    to: 0,
    as: "leader",
    body: { db: "v.tdb" },
  } as const;
  transactionChanges.takeGeneration.change(c, { type: "DB_TRANSACTION_COMMIT", request } as never);
  return d.databases["v.tdb"]?.committedEpoch;
}

test("a copy is stamped with the recovery that commits it, though a later one has begun on its node", () => {
  expect(committedUnder(3)).toBe(3);
  expect(committedUnder(4)).toBe(4);
});

test("where maps carry no number, with that of the last recovery that it has attended", () => {
  expect(committedUnder(0)).toBe(4);
});
