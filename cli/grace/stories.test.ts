import { describe, expect, test } from "vitest";
import { loadScenario, readEntry, scenarioCatalogue } from "../../fixtures/index.ts";
import { type GraceName, modelFor, type TraceEvent } from "../../model/index.ts";
import { simulate } from "../../sim/index.ts";
import { judgedRun } from "../session/judged-run.ts";
import { planOf } from "../session/plan.ts";

function storyOf(name: string, grace: GraceName, seed = "1") {
  const entry = scenarioCatalogue().find((one) => one.name === name);
  const { scenario } = loadScenario(entry === undefined ? "" : readEntry(entry), name);
  return { ...scenario, seed, ...(scenario.nfs === undefined ? {} : { nfs: { ...scenario.nfs, grace } }) };
}

function broken(name: string, grace: GraceName, seed?: string): readonly string[] {
  const scenario = storyOf(name, grace, seed);
  const { verdict } = judgedRun(planOf(scenario, modelFor(scenario)), { reproduce: "" });
  return verdict.properties.filter((one) => one.verdict === "violated").map((one) => one.name);
}

function seen(name: string, grace: GraceName): readonly TraceEvent[] {
  const scenario = storyOf(name, grace);
  const events: TraceEvent[] = [];
  simulate(scenario, { model: modelFor(scenario), observe: (event) => events.push(event) });
  return events;
}

describe.each(["lock-stolen-before-reclaim", "lock-stolen-silently", "move-to-busy-server", "samba-takes-the-lock"])(
  "%s",
  (name) => {
    test("does not happen where the file system remembers what may be reclaimed", () => {
      for (const seed of ["1", "2", "3"]) expect(broken(name, "fs-remember", seed)).toEqual([]);
    });
  },
);

test("a lock is stolen without any grace, too", () => {
  expect(broken("lock-stolen-before-reclaim", "none")).toContain("no-lock-while-reclaimable");
});

test("the owner is told that it cannot reclaim; silently robbed, it gets its lock back and another version of its file", () => {
  const loud = seen("lock-stolen-before-reclaim", "movers-after-takeip");
  expect(loud.map((event) => (event.type === "file-lock-given-up" ? event.why : ""))).toContain("reclaim-refused");
  const silent = seen("lock-stolen-silently", "movers-after-takeip");
  const own = silent.flatMap((event) =>
    (event.type === "file-lock-believed" || event.type === "file-lock-reclaimed") && event.client === 0 ? [event] : [],
  );
  expect(own.map(({ type, node }) => [type, node])).toEqual([
    ["file-lock-believed", 0],
    ["file-lock-reclaimed", 2],
  ]);
  expect(own[1]?.version).toBeGreaterThan(own[0]?.version ?? 0);
});

test("a grace refuses strangers; a file system that remembers refuses conflicts alone", () => {
  const refused = (grace: GraceName) =>
    seen("grace-refuses-strangers", grace).filter((event) => event.type === "file-lock-refused" && event.client === 1);
  expect(refused("keep-barrier").length).toBeGreaterThan(0);
  expect(refused("fs-remember")).toEqual([]);
});
