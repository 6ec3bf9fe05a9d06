import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { applyOverride } from "../chart/index.ts";
import { charts } from "../programs/index.ts";
import { versions as ctdb } from "../versions/index.ts";
import { type LockDesign, leaseLocks, realLocks } from "../words/index.ts";
import { assumptions, assumptionsInForce, defaultAssumptionNames } from "./ledger.ts";

const lockText = (locks: readonly LockDesign[]): string =>
  locks.join(", ").replace(realLocks.join(", "), "every lock").replace(leaseLocks.join(", "), "every lease");

describe("the ledger", () => {
  it("is the table of its README", () => {
    const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
    const rows = readme.split("\n").filter((line) => line.startsWith("| `"));
    const told = rows.map((row) =>
      row
        .split("|")
        .map((cell) => cell.trim().replaceAll("`", ""))
        .slice(1, 5),
    );
    expect(told.sort()).toEqual(
      assumptions
        .map(({ name, kind, locks, versions }) => [name, kind, lockText(locks), versions?.join(", ") ?? "every"])
        .sort(),
    );
  });

  it.each(assumptions)("$name says one sentence and why, and repairs only with overrides that fit", (assumption) => {
    expect(assumption.name).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(assumption.sentence).toMatch(/^[A-Z].*\.$/);
    expect(assumption.fact).not.toBe("");
    const { overrides = [], leavesOut = [], versions = [] } = assumption;
    expect(assumption.kind === "repair").toBe(overrides.length + leavesOut.length > 0);
    const ids = versions.flatMap((version) => ctdb[version].overrides.map(({ id }) => id));
    expect(ids).toEqual(expect.arrayContaining([...leavesOut]));
    for (const override of overrides) {
      expect(applyOverride(charts, override)[override.chart]).not.toBe(charts[override.chart]);
    }
  });

  it("gives names only once", () => {
    expect(new Set(assumptions.map(({ name }) => name)).size).toBe(assumptions.length);
  });

  it("is in force for its lock design, as far as it is not dropped", () => {
    const without = defaultAssumptionNames("none");
    expect(without).toEqual(expect.arrayContaining(["no-partition", "election-follows-unknown"]));
    expect(without).not.toContain("lock-object-stays");
    const left = assumptionsInForce("fcntl", ["own-broadcast-checked", "no-partition"]).map(({ name }) => name);
    expect(left).toEqual(defaultAssumptionNames("fcntl").filter((name) => name !== "own-broadcast-checked"));
  });
});
