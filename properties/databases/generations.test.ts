import { describe, expect, test } from "vitest";
import type { Finding } from "../judge.ts";
import type { Property, Setting } from "../property.ts";
import { arrives, commits, databases, gives, locks, step } from "../written-databases.ts";
import { booted, judged, type Line, pids } from "../written-trace.ts";
import { copiesAreEqual } from "./copies-are-equal.ts";
import { frozenStandsStill } from "./frozen-stands-still.ts";
import { oldGenerationHasNoEffect } from "./old-generation-has-no-effect.ts";
import { oneGenerationWhenNormal } from "./one-generation-when-normal.ts";

/** All nodes have db1 at generation 7. */
const start: Line[] = [...booted(), commits(1, 0, 7), commits(1, 1, 7), commits(1, 2, 7)];

const says = <S>(property: Property<S>, lines: readonly Line[], setting: Partial<Setting> = { databases }): Finding =>
  judged(property, [...start, ...lines], { endS: 100, setting });

const renewed = (atS: number, host: number, generation = 8): Line => [
  atS,
  host,
  { type: "generation-changed", generation },
];
const normal = (atS: number, host: number): Line => [atS, host, { type: "recovery-mode-changed", mode: "normal" }];
const frozen = (atS: number, host: number): Line => [atS, host, { type: "database-frozen", db: "db1" }];
const thawed = (atS: number, host: number, generation = 7): Line => [
  atS,
  host,
  { type: "database-thawed", db: "db1", generation, resent: 0 },
];

describe("old-generation-has-no-effect", () => {
  test("holds for the node's generation, and during a recovery for that which the database still has", () => {
    expect(says(oldGenerationHasNoEffect, [arrives(5, 1, "k1", 7)]).verdict).toBe("holds");
    expect(says(oldGenerationHasNoEffect, [renewed(5, 1), arrives(6, 1, "k1", 8)]).verdict).toBe("holds");
  });

  test("is violated once the database has been committed under another one", () => {
    const lines = [renewed(5, 1), commits(6, 1, 8), arrives(7, 1, "k1", 7)];
    expect(says(oldGenerationHasNoEffect, lines)).toMatchObject({ verdict: "violated", atUs: 7_000_000, hosts: [1] });
    expect(says(oldGenerationHasNoEffect, [arrives(5, 1, "k1", 6)]).verdict).toBe("violated");
  });

  test("is violated while only the map is newer, but for the stages that held packets against their database", () => {
    const lines = [renewed(5, 1), arrives(6, 1, "k1", 7)];
    expect(says(oldGenerationHasNoEffect, lines).verdict).toBe("violated");
    const staged = { databases, recovery: "helper" } as const;
    expect(says(oldGenerationHasNoEffect, lines, staged).verdict).toBe("holds");
    expect(says(oldGenerationHasNoEffect, [renewed(5, 1), arrives(6, 1, "k1", 8)], staged).verdict).toBe("violated");
  });

  test("is violated by a call that is served after it, too", () => {
    const lines = [renewed(5, 1), commits(6, 1, 8)];
    expect(says(oldGenerationHasNoEffect, [...lines, gives(7, 1, "k1", 0, 8)]).verdict).toBe("holds");
    expect(says(oldGenerationHasNoEffect, [...lines, gives(7, 1, "k1", 0, 7)]).verdict).toBe("violated");
    const lent: Line = [7, 1, { type: "record-delegated", db: "db1", key: "k1", to: 0, generation: 7 }];
    expect(says(oldGenerationHasNoEffect, [...lines, lent]).verdict).toBe("violated");
  });

  test("is violated on a node that is in no cluster, unless the sender is in none either", () => {
    expect(says(oldGenerationHasNoEffect, [renewed(5, 1, 1), arrives(6, 1, "k1", 7)]).verdict).toBe("violated");
    expect(says(oldGenerationHasNoEffect, [renewed(5, 1, 1), arrives(6, 1, "k1", 1)]).verdict).toBe("holds");
  });

  test("what a daemon had is forgotten with it", () => {
    const dies: Line = [5, 1, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(1), cause: "killed" }];
    expect(says(oldGenerationHasNoEffect, [dies, renewed(6, 1), arrives(7, 1, "k1", 7)]).verdict).toBe("violated");
  });

  test("is not applicable where no record moves", () => {
    const persistent = { databases: [{ name: "p", kind: "persistent" as const }] };
    expect(says(oldGenerationHasNoEffect, [], persistent).verdict).toBe("not-applicable");
  });
});

describe("one-generation-when-normal", () => {
  test("holds when all databases have the node's generation, and before that asks nothing", () => {
    expect(says(oneGenerationWhenNormal, [renewed(5, 1), commits(6, 1, 8), normal(7, 1)]).verdict).toBe("holds");
    expect(says(oneGenerationWhenNormal, [renewed(5, 1)]).verdict).toBe("holds");
    // A serial recovery commits under one generation and thaws under the next.
    const serial = [commits(5, 1, 8), renewed(6, 1, 9), thawed(7, 1, 9), normal(7, 1)];
    expect(says(oneGenerationWhenNormal, serial).verdict).toBe("holds");
  });

  test("is violated by a database that was left out, or was never recovered", () => {
    expect(says(oneGenerationWhenNormal, [renewed(5, 1), normal(7, 1)])).toMatchObject({
      verdict: "violated",
      atUs: 7_000_000,
      hosts: [1],
    });
    const other: Line = [4, 1, { type: "database-freezing", db: "db2" }];
    expect(says(oneGenerationWhenNormal, [other, normal(7, 1)]).verdict).toBe("violated");
  });
});

describe("one-generation-when-normal and the probe of the lock", () => {
  const probe = (atS: number): Line => [
    atS,
    1,
    { type: "process-started", program: "lock-probe", pid: 40, parent: pids.ctdbd(1) },
  ];

  test("excuses a generation that came while the node probed", () => {
    expect(says(oneGenerationWhenNormal, [probe(4), renewed(5, 1), normal(6, 1)]).verdict).toBe("holds");
    expect(says(oneGenerationWhenNormal, [renewed(4, 1), probe(5), normal(6, 1)]).verdict).toBe("violated");
    const next = [probe(4), renewed(5, 1), normal(6, 1), renewed(7, 1, 9), normal(8, 1)];
    expect(says(oneGenerationWhenNormal, next).verdict).toBe("violated");
  });
});

describe("copies-are-equal-after-recovery", () => {
  test("holds for equal copies, for another generation and for another attempt", () => {
    const other = [commits(5, 0, 8, 66), commits(5, 1, 8, 66)];
    expect(says(copiesAreEqual, other).verdict).toBe("holds");
    expect(says(copiesAreEqual, [...other, step(9, 0, "db1", "commit", 2), commits(9, 2, 8, 77)]).verdict).toBe(
      "holds",
    );
    expect(says(copiesAreEqual, [...other, step(9, 0, "", "commit"), commits(9, 2, 8, 77)]).verdict).toBe("holds");
  });

  test("is violated by a copy that differs", () => {
    const lines = [commits(5, 0, 8, 66), step(6, 0, "db2", "commit"), commits(6, 1, 8, 77)];
    expect(says(copiesAreEqual, lines)).toMatchObject({ verdict: "violated", atUs: 6_000_000, hosts: [0, 1] });
  });
});

describe("frozen-stands-still", () => {
  test("holds before the lock is there, after the thaw, and in other databases and nodes", () => {
    const freezing: Line = [4, 1, { type: "database-freezing", db: "db1" }];
    expect(says(frozenStandsStill, [freezing, ...locks(5, 1, 9, "db1", "k1")]).verdict).toBe("holds");
    expect(says(frozenStandsStill, [frozen(4, 1), thawed(5, 1), ...locks(5, 1, 9, "db1", "k1")]).verdict).toBe("holds");
    expect(says(frozenStandsStill, [frozen(4, 1), ...locks(5, 1, 9, "db2", "k1")]).verdict).toBe("holds");
    expect(says(frozenStandsStill, [frozen(4, 1), ...locks(5, 0, 9, "db1", "k1")]).verdict).toBe("holds");
  });

  test("is violated by each kind of change", () => {
    const given: Line = [5, 1, { type: "record-given", db: "db1", key: "k1", to: 0, generation: 7 }];
    const written: Line = [5, 1, { type: "record-written", pid: 9, db: "db1", key: "k1", value: "v", rsn: 1 }];
    for (const change of [given, written, arrives(5, 1, "k1", 7), ...locks(5, 1, 9, "db1", "k1").slice(-1)]) {
      expect(says(frozenStandsStill, [frozen(4, 1), change])).toMatchObject({ verdict: "violated", hosts: [1] });
    }
  });

  test("says nothing of a file whose lock helper was killed", () => {
    const killed: Line = [5, 1, { type: "process-exited", program: "db-lock-helper", pid: 50, cause: "killed" }];
    expect(says(frozenStandsStill, [frozen(4, 1), killed, ...locks(6, 1, 9, "db1", "k1")]).verdict).toBe("holds");
  });
});
