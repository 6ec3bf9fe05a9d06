import { expect, test } from "vitest";
import { quietCluster, watch } from "../quiet-cluster.ts";

const early = { bootAtUs: [0, 1_000_000, 2_000_000] };
const started = (heal: { core: readonly number[]; restart?: boolean }) =>
  watch(quietCluster({ ...early, heal: { atUs: 500_000, ...heal } }))
    .events.filter(({ type }) => type === "host-started")
    .map(({ host }) => host);

test("a heal that comes before the boot says who is there from then on", () => {
  expect(started({ core: [0, 2] })).toEqual([0, 2]);
  expect(started({ core: [0, 1, 2], restart: false })).toEqual([0]);
  expect(started({ core: [1, 2], restart: false })).toEqual([0, 1, 2]);
});
