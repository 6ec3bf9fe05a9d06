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

function never(): never {
  throw new Error("the story has no clients");
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

describe.each([
  "lock-stolen-before-reclaim",
  "lock-stolen-silently",
  "move-to-busy-server",
  "samba-takes-the-lock",
  "grace-refuses-strangers",
])("%s", (name) => {
  test("does not happen where locks are kept by the name of a lock manager", () => {
    for (const seed of ["1", "2", "3"]) expect(broken(name, "lock-managers", seed)).toEqual([]);
  });
});

test("unlock by address marks the lock of the client, which reclaims it by the same name", () => {
  const events = seen("samba-takes-the-lock", "lock-managers");
  const own = events.flatMap((event) => ("client" in event && event.client === 0 ? [event] : []));
  expect(own.find(({ type }) => type === "file-lock-kept")).toMatchObject({
    file: "data",
    manager: "10.0.0.1",
    host: 0,
  });
  expect(own.filter(({ type }) => type === "file-lock-dropped")).toEqual([]);
  expect(own.find(({ type }) => type === "file-lock-reclaimed")).toMatchObject({ file: "data", node: 2 });
});

test("a client by the wrong address gets no lock; without the restriction it stays behind when the export's address goes", () => {
  const name = "client-by-the-wrong-address";
  const granted = (events: readonly TraceEvent[]) =>
    events.filter((event) => event.type === "file-lock-granted" && event.file === "misled").map(({ host }) => host);
  expect(granted(seen(name, "lock-managers"))).toEqual([]);
  const { exports: _, ...nfs } = storyOf(name, "lock-managers").nfs ?? never();
  const open = { ...storyOf(name, "lock-managers"), nfs };
  const events: TraceEvent[] = [];
  simulate(open, { model: modelFor(open), observe: (event) => events.push(event) });
  expect(granted(events)).toEqual([0]);
  const released = events.findLastIndex(
    (event) => event.type === "lock-manager-stopped" && event.addresses.includes("10.0.0.1"),
  );
  const marked = events
    .slice(0, released)
    .flatMap((event) => (event.type === "file-lock-kept" || event.type === "file-lock-dropped" ? [event.file] : []));
  expect([released > 0, marked]).toEqual([true, ["data"]]);
});

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

test("a grace refuses strangers; a file system that remembers, or keeps locks by name, refuses conflicts alone", () => {
  const refused = (grace: GraceName) =>
    seen("grace-refuses-strangers", grace).filter((event) => event.type === "file-lock-refused" && event.client === 1);
  expect(refused("keep-barrier").length).toBeGreaterThan(0);
  expect(refused("fs-remember")).toEqual([]);
  expect(refused("lock-managers")).toEqual([]);
});
