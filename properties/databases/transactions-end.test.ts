import { expect, test } from "vitest";
import { constantsWith, GLOBAL_LOCKS } from "../../model/index.ts";
import type { Finding } from "../judge.ts";
import { booted, follow, judged, type Line, takesLead } from "../written-trace.ts";
import { transactionUs } from "./call-bounds.ts";
import { transactionsEnd } from "./transactions-end.ts";

const databases = [
  { name: GLOBAL_LOCKS, kind: "volatile" as const },
  { name: "p", kind: "persistent" as const },
];
/** A call 61.1 s, a holder who is looked for 60 s, and two pauses. */
const withinUs = transactionUs(constantsWith());
const setting = { databases, heal: { atUs: 10_000_000, core: [0, 1] } };
const start: Line[] = [...booted(), ...takesLead(1, 0), ...follow(1, 0), [10, -1, { type: "healed", core: [0, 1] }]];
const verdict = (lines: readonly Line[], endS = 400): Finding =>
  judged(transactionsEnd, [...start, ...lines], { endS, setting });

const looks = (atS: number, host = 1, pid = 312): Line => [
  atS,
  host,
  { type: "call-asked", pid, call: 1, db: GLOBAL_LOCKS, key: "transaction:p" },
];
const begins = (atS: number, host = 1): Line => [atS, host, { type: "transaction-began", pid: 312, db: "p", key: "k" }];
const ends = (atS: number, host = 1): Line => [
  atS,
  host,
  { type: "transaction-ended", pid: 312, db: "p", key: "k", value: "v", sequence: 1, outcome: "committed" },
];

test("holds when every transaction ends, and as long as none is wanted; letting go of the lock is none", () => {
  expect(verdict([]).verdict).toBe("holds");
  expect(verdict([looks(150), begins(160), ends(200)]).verdict).toBe("holds");
  expect(verdict([begins(150), ends(151), looks(152)]).verdict).toBe("holds");
  const gone: Line = [160, 1, { type: "process-exited", program: "samba-client", pid: 312, cause: "exit" }];
  expect(verdict([looks(150), gone]).verdict).toBe("holds");
});

test("is violated by a lock that is never had, and by a commit that never ends", () => {
  expect(verdict([looks(150)])).toMatchObject({ verdict: "violated", atUs: 150_000_000 + withinUs, hosts: [1] });
  expect(verdict([begins(150)])).toMatchObject({ verdict: "violated", atUs: 150_000_000 + withinUs });
  expect(verdict([looks(150)]).why[0]).toMatch(
    /^At 02:30.000000 client 312 on node 1 looked for the global lock of p, and at .* neither its transaction nor any other over that database was over.$/,
  );
});

test("whoever waits has so long after each transaction over the database, and after a change of the cluster", () => {
  expect(verdict([looks(150), begins(200, 0), ends(220, 0)])).toMatchObject({ atUs: 220_000_000 + withinUs });
  const renewed: Line = [200, 2, { type: "flags-changed", flags: 0x20 }];
  expect(verdict([looks(150), renewed])).toMatchObject({ atUs: 200_000_000 + withinUs });
});

test("asks nothing while a database stands still, or while the holder's node is out", () => {
  expect(verdict([looks(150), [160, 0, { type: "database-freezing", db: "p" }]]).verdict).toBe("holds");
  expect(verdict([begins(140, 0), looks(150), [160, 0, { type: "flags-changed", flags: 0x20 }]]).verdict).toBe("holds");
});

test("a lock whose last holder's node has left may be lost with it, until somebody has it", () => {
  const done = [begins(20, 0), ends(21, 0)];
  const left: Line = [30, 2, { type: "peer-dead", peer: 0, cause: "silent" }];
  // The record was brought to another node, which leaves with it.
  const moved: Line = [
    25,
    2,
    { type: "record-arrived", db: GLOBAL_LOCKS, key: "transaction:p", rsn: 5, generation: 7 },
  ];
  const stopped: Line = [30, 2, { type: "flags-changed", flags: 0x20 }];
  expect(verdict([...done, moved, stopped, looks(150)]).verdict).toBe("holds");
  expect(verdict([...done, stopped, looks(150)]).verdict).toBe("violated");
  expect(verdict([...done, left, looks(150)]).verdict).toBe("holds");
  expect(verdict([...done, left, begins(100), ends(101), looks(150, 1, 313)]).verdict).toBe("violated");
  // Whoever takes the holder's node for dead may recover with an older copy, and bring that along.
  const again = [begins(100, 0), ends(101, 0), looks(150, 1, 313)];
  expect(verdict([...done, left, ...again]).verdict).toBe("holds");
  expect(verdict([...done, left, [31, 2, { type: "peer-connected", peer: 0 }], ...again]).verdict).toBe("violated");
  expect(verdict([...done, looks(150)]).verdict).toBe("violated");
});

test("is unknown in a cut trace, and not applicable without a heal or without persistent databases", () => {
  expect(verdict([looks(150)], 200).verdict).toBe("unknown");
  expect(judged(transactionsEnd, start, { endS: 9, setting: { databases } }).verdict).toBe("not-applicable");
  const volatile = { ...setting, databases: databases.slice(0, 1) };
  expect(judged(transactionsEnd, start, { endS: 9, setting: volatile }).verdict).toBe("not-applicable");
});
