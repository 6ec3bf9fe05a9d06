import { describe, expect, test } from "vitest";
import type { TransactionOutcome } from "../../model/index.ts";
import type { Finding } from "../judge.ts";
import { commits } from "../written-databases.ts";
import { booted, judged, type Line, pids } from "../written-trace.ts";
import { commitsAreWhole } from "./commits-are-whole.ts";
import { commitsSurvive } from "./commits-survive.ts";

const databases = [{ name: "db1", kind: "persistent" as const }];
const recovery = (atS: number, generation: number, ...hosts: readonly number[]): Line[] => [
  ...hosts.map((host): Line => commits(atS, host, generation)),
  ...hosts.map((host): Line => [atS, host, { type: "database-thawed", db: "db1", generation, resent: 0 }]),
];
const record = { pid: 9, db: "db1", key: "k" };
const asks = (atS: number, host: number, value: string, sequence: number): Line => [
  atS,
  host,
  { type: "transaction-asked", ...record, value, sequence },
];
const commit = (
  atS: number,
  host: number,
  value: string,
  sequence: number,
  outcome: TransactionOutcome = "committed",
): Line[] => [
  asks(atS, host, value, sequence),
  [atS, host, { type: "transaction-ended", ...record, value, sequence, outcome }],
];
const reads = (atS: number, host: number, value: string, sequence: number): Line => [
  atS,
  host,
  { type: "transaction-read", ...record, value, sequence },
];
const dies = (atS: number, host: number): Line => [
  atS,
  host,
  { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(host), cause: "killed" },
];

const start: Line[] = [...booted(), ...recovery(1, 7, 0, 1, 2)];
const whole = (...lines: readonly Line[]): Finding =>
  judged(commitsAreWhole, [...start, ...lines], { endS: 100, setting: { databases } });
const survive = (...lines: readonly Line[]): Finding =>
  judged(commitsSurvive, [...start, ...lines], { endS: 100, setting: { databases } });

describe("commits-are-whole", () => {
  test("holds when every node reads what was committed last", () => {
    const lines = [...commit(2, 0, "a", 1), reads(3, 1, "a", 1), ...commit(4, 1, "b", 2), reads(5, 2, "b", 2)];
    expect(whole(...lines).verdict).toBe("holds");
    expect(survive(...lines).verdict).toBe("holds");
  });

  test("is violated by an older value, or an older sequence number, on another node of the generation", () => {
    const finding = whole(...commit(2, 0, "a", 1), reads(3, 1, "", 0));
    expect(finding).toMatchObject({ verdict: "violated", atUs: 3_000_000, hosts: [0, 1] });
    expect(finding.why.slice(0, 2)).toEqual([
      "At 00:03.000000 client 9 on node 1 read nothing in k of db1, and sequence number 0.",
      'It should have been "a" in it, and sequence number 1 or a higher one: a client on node 0 was told so at 00:02.000000; nodes that had it and have not left since: 0, 1, 2.',
    ]);
    expect(whole(...commit(2, 0, "a", 1, "assumed"), reads(3, 1, "a", 0)).verdict).toBe("violated");
    expect(survive(...commit(2, 0, "a", 1), reads(3, 1, "", 0)).verdict).toBe("holds");
  });

  test("a transaction that was not acknowledged, or is under way, may be found or not", () => {
    const before = commit(2, 0, "a", 1);
    for (const [value, sequence] of [["a", 1] as const, ["b", 2] as const]) {
      expect(whole(...before, asks(3, 1, "b", 2), reads(4, 2, value, sequence)).verdict).toBe("holds");
      expect(whole(...before, ...commit(3, 1, "b", 2, "failed"), reads(4, 2, value, sequence)).verdict).toBe("holds");
    }
    expect(whole(...before, asks(3, 1, "b", 2), reads(4, 2, "", 0)).verdict).toBe("violated");
  });
});

describe("commits-survive", () => {
  test("is violated by a recovery that takes an older copy", () => {
    const lines = [...commit(2, 0, "a", 1), ...recovery(4, 8, 0, 1, 2)];
    expect(survive(...lines, reads(5, 2, "a", 1)).verdict).toBe("holds");
    expect(survive(...lines, reads(5, 2, "", 1))).toMatchObject({ verdict: "violated", hosts: [0, 2] });
    expect(survive(...lines, reads(5, 0, "a", 0)).verdict).toBe("violated");
    expect(whole(...lines, reads(5, 2, "", 1)).verdict).toBe("holds");
  });

  test("is violated by what comes back with a node that was cut off, whatever that one acknowledged", () => {
    const lines = [...recovery(3, 8, 1, 2), ...commit(4, 1, "b", 1), ...commit(5, 0, "a", 1), reads(6, 0, "a", 1)];
    const healed = [...lines, ...recovery(9, 9, 0, 1, 2)];
    expect(survive(...healed, reads(10, 0, "b", 1)).verdict).toBe("holds");
    expect(survive(...healed, reads(10, 0, "a", 1)).verdict).toBe("violated");
  });

  test("excuses what all nodes that had it have taken with them", () => {
    const lines = [...recovery(3, 8, 1, 2), ...commit(4, 1, "b", 1), dies(5, 1)];
    expect(survive(...lines, ...recovery(6, 9, 0, 2), reads(7, 0, "", 0)).verdict).toBe("violated");
    expect(survive(...lines, dies(5, 2), ...recovery(6, 9, 0), reads(7, 0, "", 0)).verdict).toBe("holds");
  });

  test("does not take a node that was stopped already for one that has it, though a recovery has thawed it", () => {
    const stopped: Line = [2.5, 2, { type: "flags-changed", flags: 0x20 }];
    const after = [...commit(4, 1, "b", 1), dies(5, 1), ...recovery(6, 9, 0, 2), reads(7, 0, "", 0)];
    expect(survive(...recovery(3, 8, 1, 2), ...after).verdict).toBe("violated");
    expect(survive(stopped, ...recovery(3, 8, 1, 2), ...after).verdict).toBe("holds");
    // Who commits has what it confirms, stopped or not.
    const alone = [...recovery(3, 8, 2), ...commit(4, 2, "b", 1), ...recovery(6, 9, 0, 1, 2), reads(7, 0, "", 0)];
    expect(survive(stopped, ...alone).verdict).toBe("violated");
  });

  test("is not applicable without a database of which every node has a copy", () => {
    const volatile = [{ name: "db1", kind: "volatile" as const }];
    for (const claim of [commitsSurvive, commitsAreWhole])
      expect(judged(claim, start, { endS: 9, setting: { databases: volatile } }).verdict).toBe("not-applicable");
  });
});
