import { describe, expect, test } from "vitest";
import { constantsWith } from "../../model/index.ts";
import { dropped, gaveUp, grace, locked, nfs, reclaimed, served } from "../written-locks.ts";
import { booted, follow, type Line, losesLock, pids, plainSetting, seenIn, takesLead } from "../written-trace.ts";
import { witnesses } from "./index.ts";

const start = [...booted(), ...takesLead(1, 0), ...follow(1, 0)];
const starts = (atS: number, host: number): Line => [atS, host, { type: "election-started", reason: "timeout" }];
const exits = (atS: number, program: "recoverd" | "recovery-helper", pid: number): Line => [
  atS,
  0,
  { type: "process-exited", program, pid, cause: "killed" },
];

const drops = (why: string): Line => [
  2,
  1,
  { type: "packet-dropped", op: "REQ_CALL", db: "db", key: "k", from: 0, why },
];
const holds: Line[] = [[2, 1, { type: "record-locked", pid: 9, db: "db", key: "k", value: "", rsn: 1 }]];

const address = "10.0.0.1";
const begins = (atS: number): Line => [atS, 0, { type: "takeover-started", pid: 900 }];
const ends = (atS: number, ok: boolean): Line => [atS, 0, { type: "takeover-ended", pid: 900, ok }];
const disables = (atS: number): Line => [atS, 1, { type: "flags-changed", flags: 0x04 }];
const removed: Line = [9, 0, { type: "address-removed", address: "a0" }];
const noticed = (state: number): Line => [
  9,
  -1,
  { type: "notice-received", client: 0, address: "a0", state, own: false },
];
const refused = (why: "grace" | "denied"): Line => [9, -1, { type: "file-lock-refused", client: 0, file: "f", why }];

const moving = "10.1.0.1";
const adds = (atS: number, host: number): Line => [atS, host, { type: "address-added", address: moving }];
const known = (on: boolean): Line => [2.5, 1, { type: "address-known", address: moving, on }];
const leaving = (on: boolean): Line => [2, 1, { type: "address-leaving", address: moving, on }];
const forces: Line = [2, 0, { type: "node-forced", node: 1 }];
const asks = (node: number): Line => [2, 0, { type: "address-move-asked", pid: 66, address: moving, node }];

/** For each witness: a trace in which it is seen once, and one in which it is not. */
const cases: Readonly<Record<string, { seen: readonly Line[]; unseen: readonly Line[] }>> = {
  "contested-election": {
    seen: [...start, starts(2, 1), starts(3, 2)],
    unseen: [...start, starts(2, 1), [3, 1, { type: "election-ended", leader: 1 }], starts(3, 2)],
  },
  "several-candidates": {
    seen: [
      ...booted(),
      starts(2, 1),
      [2, 1, { type: "leader-believed", leader: 1 }],
      starts(2, 2),
      [2, 2, { type: "leader-believed", leader: 2 }],
    ],
    unseen: [...booted(), starts(2, 1), [2, 1, { type: "leader-believed", leader: 1 }], starts(2, 2)],
  },
  "lock-refused": { seen: [[1, 1, { type: "lock-refused", status: "1" }]], unseen: start },
  "election-abandoned": { seen: [[1, 1, { type: "election-abandoned" }]], unseen: [starts(1, 1)] },
  "connection-lost-during-election": {
    seen: [starts(1, 1), [2, 0, { type: "peer-dead", peer: 1, cause: "closed" }]],
    unseen: [[2, 0, { type: "peer-dead", peer: 1, cause: "closed" }], starts(3, 1)],
  },
  "leader-crashed": {
    seen: [...start, exits(2, "recoverd", pids.recoverd(0)), [3, 0, { type: "host-crashed" }]],
    unseen: [...start, [3, 1, { type: "host-crashed" }]],
  },
  "leader-stopped-and-continued": {
    seen: [...start, [2, 0, { type: "flags-changed", flags: 0x20 }], [9, 0, { type: "flags-changed", flags: 0 }]],
    unseen: [...start, [2, 1, { type: "flags-changed", flags: 0x20 }], [9, 1, { type: "flags-changed", flags: 0 }]],
  },
  "pause-across-take-over": {
    seen: [...start, [2, 0, { type: "host-paused" }], starts(7, 1)],
    unseen: [...start, [2, 0, { type: "host-paused" }], [3, 0, { type: "host-resumed" }], starts(7, 1)],
  },
  "helper-killed-while-holding": {
    seen: [...start, ...losesLock(2, 0)],
    unseen: [
      ...start,
      [2, 0, { type: "process-exited", program: "lock-helper", pid: pids.helper(0), cause: "terminated" }],
    ],
  },
  "helper-outlived-its-daemon": {
    seen: [...start, exits(2, "recoverd", pids.recoverd(0))],
    unseen: [...start, ...losesLock(2, 0), exits(2, "recoverd", pids.recoverd(0))],
  },
  "keeper-gave-up": {
    seen: [...start, [2, 0, { type: "process-exited", program: "lock-helper", pid: pids.helper(0), cause: "exit" }]],
    unseen: [...start, ...losesLock(2, 0)],
  },
  "service-failed-the-holder": {
    seen: [...start, [2, 0, { type: "service-changed", state: "cut" }]],
    unseen: [
      ...start,
      [2, 1, { type: "service-changed", state: "cut" }],
      [3, 0, { type: "service-changed", state: "ok" }],
    ],
  },
  "storage-freed-the-lock": {
    seen: [...start, [2, 0, { type: "lock-freed", pid: pids.helper(0), object: 1, cause: "host-down" }]],
    unseen: [...start, ...losesLock(2, 0)],
  },
  "stale-leader-claim": {
    seen: [...start, ...losesLock(2, 0), [3, 0, { type: "leadership-claimed", leader: 0 }]],
    unseen: [
      ...start,
      [3, 0, { type: "leadership-claimed", leader: 0 }],
      [4, 1, { type: "leadership-claimed", leader: -1 }],
    ],
  },
  "recovery-interrupted": {
    seen: [
      [2, 0, { type: "recovery-started", generation: 8, pid: 9 }],
      [3, 0, { type: "recovery-failed", step: "SET_VNNMAP", pid: 9 }],
      exits(3, "recovery-helper", 9),
    ],
    unseen: [
      [2, 0, { type: "recovery-started", generation: 8, pid: 9 }],
      [3, 0, { type: "recovery-completed", generation: 8, pid: 9 }],
      exits(3, "recovery-helper", 9),
    ],
  },
  "ban-served-out": {
    seen: [
      [2, 0, { type: "banned", forUs: 5e6, by: 0, reason: "admin" }],
      [7, 0, { type: "unbanned" }],
    ],
    unseen: [
      [2, 0, { type: "banned", forUs: 5e6, by: 0, reason: "admin" }],
      [6, 0, { type: "unbanned" }],
    ],
  },
  "partition-healed-with-both-sides-alive": {
    seen: [...start, [5, -1, { type: "partition-healed", cut: [[0, 1]] }]],
    unseen: [...start, [4, 1, { type: "host-crashed" }], [5, -1, { type: "partition-healed", cut: [[0, 1]] }]],
  },
  "address-moved": {
    seen: [
      [2, 0, { type: "address-announced", address }],
      [9, 1, { type: "address-announced", address }],
    ],
    unseen: [
      [2, 0, { type: "address-announced", address }],
      [9, 0, { type: "address-announced", address }],
    ],
  },
  "address-left-to-the-dead": {
    seen: [
      ...booted(),
      [2, 0, { type: "address-added", address }],
      [3, 0, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause: "killed" }],
      [9, 1, { type: "address-added", address }],
    ],
    unseen: [...booted(), [2, 0, { type: "address-added", address }], [9, 1, { type: "address-added", address }]],
  },
  "client-tickled": {
    seen: [[9, 1, { type: "connection-reset", connection: 1, cause: "tickled" }]],
    unseen: [[9, 1, { type: "connection-reset", connection: 1, cause: "closed" }]],
  },
  "takeover-run-failed": { seen: [begins(2), ends(3, false)], unseen: [begins(2), ends(3, true)] },
  "takeover-asked-during-run": {
    seen: [begins(2), disables(3), ends(4, true)],
    unseen: [begins(2), ends(3, true), disables(4)],
  },
  "own-check-asked-for-run": {
    seen: [begins(2), ends(3, true), begins(4)],
    unseen: [begins(2), ends(3, true), disables(4), begins(5)],
  },
  "added-address-hosted": {
    seen: [known(true), adds(3, 1)],
    unseen: [adds(3, 1), known(true)],
  },
  "deleted-address-forgotten": {
    seen: [leaving(true), known(false)],
    unseen: [leaving(true), leaving(false), known(false)],
  },
  "forced-node-given-more": {
    seen: [...booted(), adds(2, 0), forces, [3, 0, { type: "address-removed", address: moving }], adds(4, 1)],
    unseen: [...booted(), adds(2, 0), [3, 0, { type: "address-removed", address: moving }], adds(4, 1), forces],
  },
  "address-moved-by-hand": {
    seen: [begins(1), ends(1.5, true), asks(1), adds(3, 1)],
    unseen: [asks(1), begins(2), adds(3, 1), ends(4, true)],
  },
  "address-left-dead-link": {
    seen: [
      adds(2, 0),
      [3, 0, { type: "link-down", interface: "eth0" }],
      [4, 0, { type: "address-removed", address: moving }],
    ],
    unseen: [
      adds(2, 0),
      [3, 0, { type: "link-down", interface: "eth1" }],
      [4, 0, { type: "address-removed", address: moving }],
    ],
  },
  "database-recovered": {
    seen: [[2, 0, { type: "database-committed", db: "db", generation: 8, digest: 5, records: 1 }]],
    unseen: [[2, 0, { type: "database-committed", db: "db", generation: 8, digest: 5, records: 0 }]],
  },
  "record-moved": {
    seen: [[2, 1, { type: "record-arrived", db: "db", key: "k", rsn: 3, generation: 7 }]],
    unseen: [[2, 1, { type: "record-given", db: "db", key: "k", to: 0, generation: 7 }]],
  },
  "record-pinned-down": {
    seen: [[2, 1, { type: "record-pinned", db: "db", key: "k", forUs: 200_000 }]],
    unseen: [[2, 1, { type: "record-arrived", db: "db", key: "k", rsn: 3, generation: 7 }]],
  },
  "call-sent-again": {
    seen: [[2, 1, { type: "database-thawed", db: "db", generation: 8, resent: 1 }]],
    unseen: [[2, 1, { type: "database-thawed", db: "db", generation: 8, resent: 0 }]],
  },
  "old-packet-dropped": {
    seen: [drops("another generation")],
    unseen: [drops("banned")],
  },
  "holder-asked-for-more": {
    seen: [...holds, [3, 1, { type: "call-asked", pid: 9, call: 1, db: "db2", key: "k" }]],
    unseen: [
      ...holds,
      [3, 1, { type: "record-unlocked", pid: 9, db: "db", key: "k" }],
      [3, 1, { type: "call-asked", pid: 9, call: 1, db: "db2", key: "k" }],
    ],
  },
  "freeze-waited-for-client": {
    seen: [...holds, [3, 1, { type: "database-freezing", db: "db" }]],
    unseen: [...holds, [3, 0, { type: "database-freezing", db: "db" }]],
  },
  "message-during-recovery": {
    seen: [
      [3, 1, { type: "recovery-mode-changed", mode: "active" }],
      [4, 1, { type: "message-received", pid: 9, from: 0, sender: 8, number: 1, srvid: "samba" }],
    ],
    unseen: [
      [3, 1, { type: "recovery-mode-changed", mode: "normal" }],
      [4, 1, { type: "message-received", pid: 9, from: 0, sender: 8, number: 1, srvid: "samba" }],
    ],
  },
  "database-tried-again": {
    seen: [[3, 1, { type: "database-step", db: "db", step: "freeze", attempt: 2, pid: 9 }]],
    unseen: [[3, 1, { type: "database-step", db: "db", step: "freeze", attempt: 1, pid: 9 }]],
  },
  "banned-by-recovery-helper": {
    seen: [[3, 1, { type: "banned", forUs: 3e8, by: 0, reason: "database recovery failed" }]],
    unseen: [[3, 1, { type: "banned", forUs: 3e8, by: 0, reason: "credits" }]],
  },
  "address-moved-with-lock-held": {
    seen: [...served, ...locked(5, 0, 0), removed],
    unseen: [...served, ...locked(5, 0, 0), gaveUp(6, 0), removed],
  },
  "dead-nodes-lock-dropped": {
    seen: [...served, ...locked(5, 0, 0), dropped(9, 0, 0, "node-gone")],
    unseen: [...served, ...locked(5, 0, 0), dropped(9, 0, 0, "released")],
  },
  "client-notified": { seen: [noticed(101)], unseen: [noticed(100)] },
  "lock-reclaimed-in-grace": {
    seen: [...served, ...locked(5, 0, 0), grace(6, 2, true), ...reclaimed(7, 0, 2)],
    unseen: [...served, ...locked(5, 0, 0), grace(6, 2, true), grace(8, 2, false), ...reclaimed(9, 0, 2)],
  },
  "lock-refused-in-grace": { seen: [refused("grace")], unseen: [refused("denied")] },
};

/** Those that only a cluster with databases can show. */
const names = Object.keys(cases);
const first = names.indexOf("address-moved-with-lock-held");
const clustered = [...names.slice(names.indexOf("database-recovered"), first), "client-tickled"];
/** Those that only clients of NFS can show. */
const nfsOnly = names.slice(first);
/** Those that only a cluster without a lock can show. */
const lockless = new Set(["several-candidates"]);
/** Those that only a lease can show, with its repairs. */
const leased = new Set(["keeper-gave-up", "service-failed-the-holder"]);
const inForce = ["claim-ends-before-ttl"];
const databases = [{ name: "db", kind: "volatile" as const, sticky: true }];
/** Few enough hops that a key gets hot. */
const constants = constantsWith({ hopcountMakeSticky: 1 });

/** With clients, servers, and addresses that come and go. */
const everything = { databases, nfs, constants, addressesChange: true, linksFail: true };

describe.each(witnesses.map((witness) => witness.name))("%s", (name) => {
  const lock = lockless.has(name) ? "none" : leased.has(name) ? "etcd-ttl" : "fcntl";

  test("is seen in its own trace and not in another", () => {
    expect(seenIn(name, cases[name]?.seen ?? [], { ...everything, lock, inForce })).toMatchObject({
      applicable: true,
      seen: 1,
    });
    expect(seenIn(name, cases[name]?.unseen ?? [], { ...everything, lock, inForce })).toMatchObject({
      applicable: true,
      seen: 0,
    });
  });
});

test("what a setting rules out is not applicable", () => {
  const excluded = (setting: Partial<typeof plainSetting>): string[] =>
    witnesses
      .filter((witness) => !witness.applies({ ...plainSetting, ...everything, ...setting }))
      .map((witness) => witness.name);
  expect(excluded({})).toEqual(["several-candidates", "keeper-gave-up", "service-failed-the-holder"]);
  expect(excluded({ lock: "etcd-ttl", inForce: ["pause-shorter-than-ttl"] })).toEqual([
    "several-candidates",
    "pause-across-take-over",
    "keeper-gave-up",
  ]);
  expect(excluded({ lock: "none", inForce: ["no-partition"] })).toEqual([
    "lock-refused",
    "helper-killed-while-holding",
    "helper-outlived-its-daemon",
    "storage-freed-the-lock",
    "keeper-gave-up",
    "service-failed-the-holder",
    "stale-leader-claim",
    "partition-healed-with-both-sides-alive",
  ]);
  expect(excluded({ nfs: { ...nfs, grace: "fs-remember" } }).slice(3)).toEqual([
    "dead-nodes-lock-dropped",
    "lock-reclaimed-in-grace",
    "lock-refused-in-grace",
  ]);
  const { nfs: _, ...without } = { ...plainSetting, ...everything };
  expect(witnesses.filter((witness) => !witness.applies(without)).map(({ name }) => name)).toEqual([
    "several-candidates",
    "keeper-gave-up",
    "service-failed-the-holder",
    ...nfsOnly,
  ]);
  expect(excluded({ recovery: "serial" }).slice(-2)).toEqual(["database-tried-again", "banned-by-recovery-helper"]);
  expect(excluded({ databases: [] }).slice(3)).toEqual(clustered);
  expect(excluded({ addressesChange: false }).slice(3)).toEqual([
    "added-address-hosted",
    "deleted-address-forgotten",
    "forced-node-given-more",
    "address-moved-by-hand",
  ]);
  const seldom = ["record-pinned-down"];
  expect(excluded({ databases: [{ name: "db", kind: "volatile" }] }).slice(3)).toEqual(seldom);
  expect(excluded({ constants: constantsWith() }).slice(3)).toEqual(seldom);
});
