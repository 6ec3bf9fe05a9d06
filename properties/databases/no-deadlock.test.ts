import { describe, expect, test } from "vitest";
import type { Finding } from "../judge.ts";
import { asks, databases, frees, locks, step, wants } from "../written-databases.ts";
import { booted, follow, judged, type Line, takesLead } from "../written-trace.ts";
import { noDeadlock } from "./no-deadlock.ts";

const start = [...booted(), ...takesLead(1, 0), ...follow(1, 0)];
const verdict = (lines: readonly Line[], endS = 100): Finding =>
  judged(noDeadlock, [...start, ...lines], { endS, setting: { databases } });

/** Client 312 of node 1 has k1 of db1 and waits for k2 of db2. */
const holds = [...locks(10, 1, 312, "db1", "k1"), asks(11, 1, 312, "db2", "k2")];
const freezing = (atS: number, host: number, db: string): Line => [atS, host, { type: "database-freezing", db }];
const frozen = (atS: number, host: number, db: string): Line => [atS, host, { type: "database-frozen", db }];

describe("no-deadlock", () => {
  test("is violated by a serial recovery whose freeze waits for a client that waits for its end", () => {
    const finding = verdict([...holds, step(12, 0, "", "freeze"), freezing(12, 1, "db1")]);
    expect(finding).toMatchObject({ verdict: "violated", atUs: 22_000_000, hosts: [1] });
    expect(finding.why[0]).toBe(
      "The freeze of db1 on node 1 waits for client 312 on node 1, which holds k1 in db1 and waits for k2 of db2, which is answered when all databases are thawed, which waits for the freeze of db1 on node 1.",
    );
  });

  test("holds when each database is thawed for itself", () => {
    const lines = [...holds, step(12, 0, "db1", "freeze"), step(12, 0, "db2", "freeze"), freezing(12, 1, "db1")];
    expect(verdict([...lines, freezing(12, 1, "db2"), frozen(12.1, 1, "db2")]).verdict).toBe("holds");
  });

  test("is violated when a database was given up that a client waits for: it is thawed by the next recovery only", () => {
    const lines = [...holds, step(12, 0, "db1", "freeze"), step(12, 0, "db2", "freeze"), freezing(12, 1, "db1")];
    const finding = verdict([...lines, step(13, 0, "db2", "failed", 3)]);
    expect(finding).toMatchObject({ verdict: "violated", hosts: [1] });
    expect(finding.why[0]).toContain("waits for k2 of db2, which is answered when all databases are thawed");
    const over: Line = [14, 0, { type: "recovery-failed", step: "DB_FREEZE", pid: 9 }];
    expect(verdict([...lines, step(13, 0, "db2", "failed", 3), over]).verdict).toBe("holds");
  });

  test("is violated in a parallel recovery by a client that wants a second record of the same database", () => {
    const line = [...locks(10, 1, 312, "db1", "k1"), wants(11, 1, 312, "db1", "k2")];
    const finding = verdict([...line, step(12, 0, "db1", "freeze"), freezing(12, 1, "db1")]);
    expect(finding.why[0]).toContain("waits for k2 of db1, which it can lock when db1 is thawed, which waits for");
  });

  test("is violated by a client that writes what others may read while a recovery waits for it", () => {
    const refused = (atS: number): Line => [
      atS,
      2,
      {
        type: "control-refused",
        op: "UPDATE_RECORD",
        from: 0,
        pid: 100,
        as: "self",
        why: "recovery mode is not normal",
      },
    ];
    const inVain = (atS: number, isDone = false): Line => [
      atS,
      0,
      { type: "record-revoked", db: "db2", key: "k2", isDone },
    ];
    const active: Line = [9, 2, { type: "recovery-mode-changed", mode: "active" }];
    const line = [
      active,
      ...holds.slice(0, -1),
      step(10.5, 0, "db1", "freeze"),
      freezing(10.5, 1, "db1"),
      asks(11, 1, 312, "db2", "k2"),
    ];
    expect(verdict(line).verdict).toBe("holds");
    // It failed for another reason: who has the copy may be gone.
    expect(verdict([...line, inVain(12)]).verdict).toBe("holds");
    const finding = verdict([...line, refused(12), inVain(12)]);
    expect(finding).toMatchObject({ verdict: "violated", hosts: [1] });
    expect(finding.why[0]).toBe(
      "The freeze of db1 on node 1 waits for client 312 on node 1, which holds k1 in db1 and waits for k2 of db2, which is answered when node 2 gives up its copy to read, in recovery mode normal, which waits for the freeze of db1 on node 1.",
    );
    expect(verdict([...line, refused(12), inVain(12), inVain(13, true)]).verdict).toBe("holds");
    const thawed: Line = [13, 2, { type: "database-thawed", db: "db2", generation: 8, resent: 0 }];
    expect(verdict([...line, refused(12), inVain(12), thawed]).verdict).toBe("holds");
  });

  test("is violated where the end of a ban waits for a client that waits for it", () => {
    const banned = (atS: number, reason: string): Line => [
      atS,
      1,
      { type: "banned", forUs: 50_000_000, by: 1, reason },
    ];
    const line = [...locks(10, 1, 312, "db1", "k1"), wants(11, 1, 312, "db2", "k2")];
    const out = [banned(12, "admin"), freezing(12, 1, "db1"), freezing(12, 1, "db2"), frozen(12.1, 1, "db2")];
    expect(verdict([...line, ...out]).verdict).toBe("holds");
    const finding = verdict([...line, ...out, banned(62, "self")]);
    expect(finding).toMatchObject({ verdict: "violated", hosts: [1] });
    expect(finding.why[0]).toBe(
      "The freeze of db1 on node 1 waits for client 312 on node 1, which holds k1 in db1 and waits for k2 of db2, which it can lock when the ban of node 1 ends, which waits for the freeze of db1 on node 1.",
    );
    expect(verdict([...line, ...out, banned(62, "admin")]).verdict).toBe("holds");
  });

  test("is violated by two clients that lock in opposite orders", () => {
    const other = [...locks(10, 0, 205, "db2", "k2"), asks(15, 0, 205, "db1", "k1")];
    const finding = verdict([...holds.slice(0, -1), ...other.slice(0, -1), ...holds.slice(-1), ...other.slice(-1)]);
    expect(finding).toMatchObject({ verdict: "violated", atUs: 25_000_000, hosts: [1, 0] });
    expect(finding.why[2]).toContain("by itself: it ends when somebody in it dies; after");
    expect(finding.why[0]).toBe(
      "Client 312 on node 1 waits for k2 of db2, held by client 205 on node 0, which waits for k1 of db1, held by client 312 on node 1.",
    );
  });

  test("is violated by a client that has a record and waits for a transaction, which waits for the recovery", () => {
    const asked: Line = [13, 1, { type: "transaction-asked", pid: 312, db: "p", key: "k", value: "v", sequence: 1 }];
    const active: Line = [12, 1, { type: "recovery-mode-changed", mode: "active" }];
    const line = [...locks(10, 1, 312, "db1", "k1"), step(12, 0, "db1", "freeze"), freezing(12, 1, "db1"), asked];
    const finding = verdict([...line.slice(0, -2), active, ...line.slice(-2)]);
    expect(finding).toMatchObject({ verdict: "violated", hosts: [1] });
    expect(finding.why[0]).toContain(
      "waits for its transaction over p, which is committed when recovery mode is normal, which waits for the freeze of db1",
    );
    expect(finding.why[2]).toBe(
      "Nobody in it can go on by itself: it ends when a freeze times out and a node is banned, or when what client 312 on node 1 asked of its daemon times out, or when somebody in it dies; after 10 s CTDB itself warns of a lock that is blocked.",
    );
    expect(verdict(line).verdict).toBe("holds");
    const ended: Line = [
      14,
      1,
      { type: "transaction-ended", pid: 312, db: "p", key: "k", value: "v", sequence: 1, outcome: "failed" },
    ];
    expect(verdict([...line.slice(0, -2), active, ...line.slice(-2), ended]).verdict).toBe("holds");
  });

  test("holds for a holder that only works, however long", () => {
    const line = [...locks(10, 1, 312, "db1", "k1"), step(12, 0, "", "freeze"), freezing(12, 1, "db1")];
    expect(verdict([...line, asks(13, 0, 205, "db1", "k1")]).verdict).toBe("holds");
  });

  test("holds when the circle opens in time: by an answer, an end of the client, or of the recovery", () => {
    const circle = [...holds, step(12, 0, "", "freeze"), freezing(12, 1, "db1")];
    const ends: Line[] = [
      [20, 1, { type: "call-answered", pid: 312, call: 1, status: 0 }],
      [20, 1, { type: "process-exited", program: "samba-client", pid: 312, cause: "killed" }],
      [20, 1, { type: "host-crashed" }],
      [20, 0, { type: "recovery-failed", step: "FREEZE", pid: 9 }],
      [20, 0, { type: "process-exited", program: "recovery-helper", pid: 9, cause: "killed" }],
      frees(20, 1, 312, "db1", "k1"),
      [20, 1, { type: "database-thawed", db: "db1", generation: 7, resent: 0 }],
    ];
    for (const end of ends) expect(verdict([...circle, end]).verdict).toBe("holds");
    expect(verdict(circle, 21).verdict).toBe("holds");
  });

  test("a circle that outlives a recovery is found in the next one", () => {
    const failed: Line = [20, 0, { type: "recovery-failed", step: "FREEZE", pid: 9 }];
    const lines = [...holds, step(12, 0, "", "freeze"), freezing(12, 1, "db1"), failed, step(25, 0, "", "freeze")];
    expect(verdict(lines).verdict).toBe("violated");
  });

  test("does not count a node that is no member, nor time in which somebody stood still", () => {
    const circle = [...holds, step(12, 0, "", "freeze"), freezing(12, 1, "db1")];
    expect(verdict([...circle, [13, 1, { type: "flags-changed", flags: 0x20 }]]).verdict).toBe("holds");
    const pause: Line[] = [
      [13, 2, { type: "host-paused" }],
      [40, 2, { type: "host-resumed" }],
    ];
    expect(verdict([...circle, ...pause]).atUs).toBe(50_000_000);
  });

  test("is not applicable without databases", () => {
    expect(judged(noDeadlock, start, { endS: 9 }).verdict).toBe("not-applicable");
  });
});
