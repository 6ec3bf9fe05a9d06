import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { faultCatalogue } from "../../fixtures/index.ts";
import { readFigures, readTrials, rowOf } from "./figures.ts";
import { judged } from "./judged.ts";
import { fidelityPage } from "./page.ts";
import { rerun } from "./pinned.ts";
import { figuresOf, runsOf, scenarioOf } from "./simulated.ts";
import { readTimings } from "./timings.ts";
import { agrees, insideMechanism, measuredInside } from "./verdicts.ts";

const timings = readTimings();
const trials = readTrials();
const rows = Object.keys(timings);
/** Runs of each row here; the page has 200. */
const SEEDS = 4;

describe("docs/fidelity.md", () => {
  const figures = readFigures();
  const all = judged(timings, trials, figures);

  it("is what the committed figures give", () => {
    const page = readFileSync(new URL("../../docs/fidelity.md", import.meta.url), "utf8");
    expect(page).toBe(fidelityPage(all, figures.seeds));
    expect(figures.seeds).toBeGreaterThanOrEqual(200);
  });

  it.each(["a", "b", "c"] as const)("(%s) holds of every row's leadership columns", (kind) => {
    const wrong = all.filter((one) => one[kind] === "no").map(({ row, column }) => `${row} ${column}`);
    expect(wrong).toEqual([]);
    expect(all.filter((one) => one[kind] === "yes").length).toBeGreaterThanOrEqual(200);
  });
});

describe("a row", () => {
  it("stands for a scenario, and each scenario has one; a machine is the same in all that share a lock", () => {
    expect(rows).toEqual(faultCatalogue().map(({ name }) => name));
    const machines = new Map(rows.map((row) => [scenarioOf(row).lock, JSON.stringify(scenarioOf(row).timing)]));
    for (const row of rows) expect(JSON.stringify(scenarioOf(row).timing)).toBe(machines.get(scenarioOf(row).lock));
  });

  it.each(rows)("%s: what is simulated now lies inside the mechanism intervals", (row) => {
    const figures = figuresOf(runsOf(row, SEEDS));
    const wrong = Object.entries(timings[row]?.columns ?? {}).filter(
      ([column, cell]) => insideMechanism(cell, figures[column as keyof typeof figures]) === "no",
    );
    expect(wrong.map(([column]) => [column, figures[column as keyof typeof figures]])).toEqual([]);
  });
});

describe("a trial, run again with its own phases", () => {
  it.each(Object.entries(trials))("%s agrees", (name, trial) => {
    const run = rerun(rowOf(name), trial);
    for (const column of ["peerDead", "electionStarts", "newLeader", "knownToAll", "healLeader"] as const)
      expect([column, run[column], agrees(trial.measured[column], run[column])]).toEqual([column, run[column], true]);
  });
});

describe("verdicts", () => {
  const spread = { range: [1, 2, 3] as const, missing: 0 };

  it("(a) compare at 0.1 s, and want a - to occur", () => {
    expect(measuredInside({ measured: [1, 3] }, spread)).toBe("yes");
    expect(measuredInside({ measured: [0.9, 3] }, spread)).toBe("no");
    expect(measuredInside({ measured: null }, spread)).toBe("no");
    expect(measuredInside({ measured: null }, { range: null, missing: 4 })).toBe("yes");
    expect(measuredInside({}, spread)).toBe("");
  });

  it("(b) want all inside, and a - only where it may be", () => {
    expect(insideMechanism({ mechanism: [1, 3] }, spread)).toBe("yes");
    expect(insideMechanism({ mechanism: [1, 2.9] }, spread)).toBe("no");
    expect(insideMechanism({ mechanism: null }, spread)).toBe("no");
    expect(insideMechanism({ mechanism: [1, 3] }, { ...spread, missing: 1 })).toBe("no");
    expect(insideMechanism({ mechanism: [1, 3], sometimes: true }, { ...spread, missing: 1 })).toBe("yes");
  });

  it("(c) allow the larger of 1 s and 20 %", () => {
    expect([
      agrees(2, 3),
      agrees(2, 3.1),
      agrees(30, 35.9),
      agrees(30, 36.1),
      agrees(null, null),
      agrees(1, null),
    ]).toEqual([true, false, true, false, true, false]);
  });
});
