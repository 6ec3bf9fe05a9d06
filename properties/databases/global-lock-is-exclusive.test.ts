import { expect, test } from "vitest";
import { GLOBAL_LOCKS } from "../../model/index.ts";
import { booted, follow, judged, type Line, takesLead } from "../written-trace.ts";
import { globalLockIsExclusive } from "./global-lock-is-exclusive.ts";

const databases = [
  { name: GLOBAL_LOCKS, kind: "volatile" as const },
  { name: "p", kind: "persistent" as const },
];
const pnns = [0, 1, 2];
const connected = pnns.flatMap((host): Line[] =>
  pnns.filter((peer) => peer !== host).map((peer) => [1, host, { type: "peer-connected", peer }]),
);
const thawed = (atS: number, generation: number, hosts: readonly number[] = pnns): Line[] =>
  hosts.map((host) => [atS, host, { type: "database-thawed", db: GLOBAL_LOCKS, generation, resent: 0 }]);
const start = [...booted(), ...connected, ...thawed(1, 7), ...takesLead(1, 0), ...follow(1, 0)];
const verdict = (...lines: Line[]): string =>
  judged(globalLockIsExclusive, [...start, ...lines], { endS: 300, setting: { databases } }).verdict;

const begins = (atS: number, host: number, db = "p"): Line => [
  atS,
  host,
  { type: "transaction-began", pid: 300 + host, db, key: "k" },
];
const ends = (atS: number, host: number): Line => [
  atS,
  host,
  { type: "transaction-ended", pid: 300 + host, db: "p", key: "k", value: "v", sequence: 1, outcome: "committed" },
];

test("holds for one transaction after the other, over two databases, and after the death of a client", () => {
  expect(verdict(begins(10, 0), ends(12, 0), begins(12, 1), ends(14, 1))).toBe("holds");
  expect(verdict(begins(10, 0), begins(11, 1, "q"))).toBe("holds");
  const killed: Line = [11, 0, { type: "process-exited", program: "samba-client", pid: 300, cause: "killed" }];
  expect(verdict(begins(10, 0), killed, begins(12, 1))).toBe("holds");
});

test("is violated by two at once, whatever fault of a disk goes on, and by a recovery that forgets who has the lock", () => {
  expect(verdict(begins(10, 0), begins(11, 1))).toBe("violated");
  const fault: Line = [9, 2, { type: "fault-injected", fault: "slow-disk", index: 0, detail: "" }];
  expect(verdict(fault, begins(10, 0), begins(11, 1))).toBe("violated");
  expect(verdict(begins(10, 0), ...thawed(10.5, 8), begins(11, 1))).toBe("violated");
});

test("says nothing of who took the lock in a cluster of several parts, or of a cluster that has lost somebody since", () => {
  expect(verdict(...thawed(9, 9, [1]), begins(10, 0), begins(11, 1))).toBe("holds");
  const cut: Line = [9, 0, { type: "peer-dead", peer: 1, cause: "silent" }];
  expect(verdict(cut, begins(10, 0), begins(11, 1))).toBe("holds");
  // Node 2 has lost node 0: its copy of the locks may count when it is back.
  const lost: Line = [9, 2, { type: "peer-dead", peer: 0, cause: "silent" }];
  expect(verdict(lost, begins(10, 0), begins(11, 1))).toBe("holds");
  // Node 2 has begun a recovery, who knows with whom.
  const recovers: Line = [9, 2, { type: "recovery-mode-changed", mode: "active" }];
  expect(verdict(recovers, begins(10, 0), begins(11, 1))).toBe("holds");
  expect(verdict(recovers, ...thawed(9.5, 8), begins(10, 0), begins(11, 1))).toBe("violated");
  const losses: Line[] = [
    [10, 1, { type: "peer-dead", peer: 2, cause: "closed" }],
    [10, 2, { type: "flags-changed", flags: 0x20 }],
    [10, 2, { type: "host-crashed" }],
    [10, 2, { type: "process-exited", program: "ctdbd", pid: 300, cause: "killed" }],
    [10, -1, { type: "partition-began", cut: [[0, 1]] }],
    [10, 0, { type: "control-refused", op: "PROCESS_EXISTS", from: 1, pid: 301, as: "self", why: "injected failure" }],
  ];
  for (const loss of losses) expect(verdict(begins(10, 0), loss, begins(11, 1))).toBe("holds");
});

test("a holder that stood still for ControlTimeout counts as gone, and not before", () => {
  const stands = (toS: number): Line[] => [
    [20, 0, { type: "host-paused" }],
    [toS, 0, { type: "host-resumed" }],
  ];
  expect(verdict(begins(10, 0), ...stands(85), begins(86, 1))).toBe("holds");
  expect(verdict(begins(10, 0), ...stands(70), begins(71, 1))).toBe("violated");
});

test("is not applicable where nothing excludes transactions", () => {
  const setting = { databases: databases.slice(1) };
  expect(judged(globalLockIsExclusive, start, { endS: 300, setting }).verdict).toBe("not-applicable");
});
