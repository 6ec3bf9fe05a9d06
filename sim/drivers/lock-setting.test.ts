import { expect, test } from "vitest";
import { quietCluster, watch } from "../quiet-cluster.ts";

test("a node with another lock setting than the leader's shuts down at the first recovery; alike, none does", () => {
  const down = (lockSettings: readonly string[]) =>
    watch(quietCluster({ durationUs: 60_000_000, lockSettings }))
      .events.filter((event) => event.type === "runstate-changed" && event.runState === "shutdown")
      .map(({ host }) => host);
  expect(down(["/clusterfs/lock", "/clusterfs/lock", "/clusterfs/lock"])).toEqual([]);
  const odd = down(["/clusterfs/lock", "/clusterfs/other", "/clusterfs/lock"]);
  // Whoever leads first decides which side stays.
  expect([[1], [0, 2], [2, 0]]).toContainEqual(odd);
});
