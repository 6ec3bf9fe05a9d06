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

test("a heal sets nothing going in a cluster that is well: what it cured by itself would never be found", () => {
  const databases = [{ name: "v1", kind: "volatile" } as const];
  const heal = { atUs: 60_000_000, core: [0, 1, 2] };
  const { events } = watch(quietCluster({ databases, durationUs: 120_000_000, heal }));
  const later = events.filter(({ atUs }) => atUs >= heal.atUs).map(({ type }) => type);
  expect(later).toContain("healed");
  for (const type of ["recovery-started", "takeover-started", "election-started", "recovery-mode-changed"] as const)
    expect(later).not.toContain(type);
});
