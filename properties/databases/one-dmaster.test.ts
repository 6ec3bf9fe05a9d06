import { expect, test } from "vitest";
import type { Finding } from "../judge.ts";
import { arrives, commits, databases, gives, reads } from "../written-databases.ts";
import { booted, judged, type Line, pids } from "../written-trace.ts";
import { oneDmaster } from "./one-dmaster.ts";

const start: Line[] = [...booted(), ...[0, 1, 2].map((host) => commits(1, host, 7))];
const verdict = (...lines: readonly Line[]): Finding =>
  judged(oneDmaster, [...start, ...lines], { endS: 100, setting: { databases } });

const locked = (atS: number, host: number, key = "k1"): Line => reads(atS, host, 9, key, "v");

test("holds while the record is handed over from node to node", () => {
  const moved = [locked(2, 0), gives(3, 0, "k1", 1), arrives(4, 1, "k1", 7), locked(5, 1), locked(6, 1)];
  expect(verdict(...moved, gives(7, 1, "k1", 0), arrives(8, 0, "k1", 7), locked(9, 0)).verdict).toBe("holds");
  expect(verdict(locked(2, 0), locked(3, 1, "k2")).verdict).toBe("holds");
});

test("is violated by two nodes that lock it without a hand-over", () => {
  const finding = verdict(locked(2, 0), locked(3, 1));
  expect(finding).toMatchObject({ verdict: "violated", atUs: 3_000_000, hosts: [0, 1] });
  expect(finding.why[1]).toBe(
    "Since 00:02.000000 node 0 had it and had not given it up; both had db1 under generation 7.",
  );
});

test("is violated by a packet that makes a second dmaster, and by a lock while the record is under way", () => {
  expect(verdict(locked(2, 0), arrives(3, 1, "k1", 7)).verdict).toBe("violated");
  expect(verdict(locked(2, 0), gives(3, 0, "k1", 1), locked(4, 0)).verdict).toBe("violated");
  expect(verdict(locked(2, 0), gives(3, 0, "k1", 1), locked(4, 2)).verdict).toBe("violated");
});

test("is violated by a write on a node that has given the record up", () => {
  const written: Line = [4, 0, { type: "record-written", pid: 9, db: "db1", key: "k1", value: "v", rsn: 1 }];
  expect(verdict(locked(2, 0), written).verdict).toBe("holds");
  expect(verdict(locked(2, 0), gives(3, 0, "k1", 1), written).verdict).toBe("violated");
});

test("is violated by a packet that comes after a second attempt under the same generation", () => {
  const again = [0, 1, 2].map((host) => commits(5, host, 7));
  const late = [locked(2, 0), gives(3, 0, "k1", 1), ...again, arrives(6, 1, "k1", 7), locked(7, 0)];
  expect(verdict(...late)).toMatchObject({ verdict: "violated", atUs: 7_000_000, hosts: [1, 0] });
});

test("a recovery makes its leader dmaster", () => {
  expect(verdict(locked(2, 1), ...[0, 1, 2].map((host) => commits(5, host, 8)), locked(6, 0)).verdict).toBe("holds");
  expect(verdict(locked(2, 1), ...[0, 1, 2].map((host) => commits(5, host, 7)), locked(6, 0)).verdict).toBe("holds");
});

test("does not compare generations, nor count a node that has left", () => {
  expect(verdict(locked(2, 0), commits(5, 1, 8), locked(6, 1)).verdict).toBe("holds");
  const stopped: Line = [3, 0, { type: "flags-changed", flags: 0x20 }];
  expect(verdict(locked(2, 0), stopped, locked(6, 1)).verdict).toBe("holds");
  const dead: Line = [3, 0, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause: "killed" }];
  expect(verdict(locked(2, 0), dead, locked(6, 1)).verdict).toBe("holds");
});

test("is not applicable to databases with a copy on every node", () => {
  const setting = { databases: [{ name: "db1", kind: "replicated" as const }] };
  expect(judged(oneDmaster, start, { endS: 9, setting }).verdict).toBe("not-applicable");
});
