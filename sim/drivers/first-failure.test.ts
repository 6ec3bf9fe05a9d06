import { expect, it } from "vitest";
import type { Fault, Job } from "../../model/index.ts";
import { quietCluster, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const DB = "v.tdb";

/** A client of node 0 keeps a record for longer than a recovery tries, so that no freeze of its database ends in time. */
const holder: Job = {
  atUs: 58 * s,
  node: 0,
  client: 0,
  work: [
    { do: "lock", db: DB, key: "k" },
    { do: "work", forUs: 200 * s },
  ],
};
const refused: Fault = { kind: "fail-control", atUs: 59 * s, host: 1, op: "DB_FREEZE", times: 3 };
const recover: Fault = { kind: "admin", atUs: 60 * s, host: 0, command: "recover" };

/** The nodes that the recovery helper banned. */
function bannedWith(faults: readonly Fault[]): readonly number[] {
  const databases = [{ name: DB, kind: "volatile" }] as const;
  const { events } = watch(quietCluster({ nodes: 4, databases, jobs: [holder], faults, durationUs: 200 * s }));
  return events.flatMap((event) => (event.type === "banned" ? [event.host] : []));
}

it("the node that fails first, in time, is blamed for an attempt, wherever it stands in the list (recovery.md §2.3)", () => {
  expect(bannedWith([recover])).toEqual([0]);
  // Node 1 refuses at once, and node 0 is found to be silent after half a minute.
  expect(bannedWith([refused, recover])).toEqual([1]);
});
