import { describe, expect, test } from "vitest";
import { leaderAfterHeal } from "./leader-after-heal.ts";
import { recoveredAfterHeal } from "./recovered-after-heal.ts";
import { booted, follow, judged, type Line, losesLock, pids, takesLead } from "./written-trace.ts";

const heal = { atUs: 10_000_000, core: [0, 1] };
const setting = { heal };
const healed: Line = [10, -1, { type: "healed", core: [0, 1] }];

describe("leader-after-heal", () => {
  test("holds when the core agrees at the deadline, whatever the others believe", () => {
    const lines = [...booted(), healed, ...takesLead(40, 0), ...follow(41, 0, [1])];
    expect(judged(leaderAfterHeal, lines, { endS: 75, setting }).verdict).toBe("holds");
  });

  test("is violated when one believes in another, or in nobody, or the leader has no lock", () => {
    const agreed = [...booted(), healed, ...takesLead(12, 0), ...follow(12, 0)];
    const dissent: Line = [13, 1, { type: "leader-believed", leader: 1 }];
    const finding = judged(leaderAfterHeal, [...agreed, dissent], { endS: 75, setting });
    expect(finding).toMatchObject({ verdict: "violated", atUs: 60_000_000, hosts: [0, 1] });
    expect(judged(leaderAfterHeal, [...agreed, ...losesLock(13, 0)], { endS: 75, setting }).verdict).toBe("violated");
    expect(judged(leaderAfterHeal, [...booted(), healed], { endS: 75, setting }).verdict).toBe("violated");
    const foreign = [...booted(), healed, ...takesLead(12, 2), ...follow(12, 2)];
    expect(judged(leaderAfterHeal, foreign, { endS: 75, setting }).verdict).toBe("violated");
  });

  test("waits for a ban that is still to be served", () => {
    const ban: Line = [5, 0, { type: "banned", forUs: 65_000_000, by: 0, reason: "admin" }];
    const lines = [...booted(), ban, healed, ...takesLead(100, 0), ...follow(100, 0)];
    expect(judged(leaderAfterHeal, lines, { endS: 130, setting }).verdict).toBe("holds");
    expect(judged(leaderAfterHeal, lines.slice(0, -7), { endS: 105, setting }).verdict).toBe("unknown");
  });

  test("waits no longer for a ban that its daemon does not outlive", () => {
    const ban: Line = [5, 0, { type: "banned", forUs: 300_000_000, by: 0, reason: "admin" }];
    const dies: Line = [20, 0, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause: "exit" }];
    const lines = [...booted(), ban, healed, dies];
    expect(judged(leaderAfterHeal, lines, { endS: 65, setting }).verdict).toBe("unknown");
    expect(judged(leaderAfterHeal, lines, { endS: 75, setting }).verdict).toBe("violated");
  });

  test("asks nothing of a core in which nobody may lead", () => {
    const roles: Line[] = [0, 1].map((host) => [1, host, { type: "leader-role-set", on: false }]);
    expect(judged(leaderAfterHeal, [...booted(), ...roles, healed], { endS: 75, setting }).verdict).toBe("holds");
  });

  test("is unknown in a cut trace, and not applicable without a heal", () => {
    expect(judged(leaderAfterHeal, [...booted(), healed], { endS: 59, setting }).verdict).toBe("unknown");
    expect(judged(leaderAfterHeal, booted(), { endS: 49 }).verdict).toBe("not-applicable");
  });
});

describe("recovered-after-heal", () => {
  const mode = (atS: number, host: number, to: "normal" | "active"): Line => [
    atS,
    host,
    { type: "recovery-mode-changed", mode: to },
  ];

  test("holds when all are normal under one generation in the end", () => {
    const lines = [...booted(), healed, mode(20, 0, "active"), mode(85, 0, "normal")];
    expect(judged(recoveredAfterHeal, lines, { endS: 109, setting }).verdict).toBe("holds");
  });

  test("is violated by a node in recovery mode, or under another generation or none", () => {
    const active = judged(recoveredAfterHeal, [...booted(), healed, mode(20, 0, "active")], { endS: 109, setting });
    expect(active).toMatchObject({ verdict: "violated", atUs: 100_000_000 });
    for (const generation of [1, 8]) {
      const odd: Line = [20, 1, { type: "generation-changed", generation }];
      expect(judged(recoveredAfterHeal, [...booted(), healed, odd], { endS: 109, setting }).verdict).toBe("violated");
    }
  });

  test("asks nothing of inactive and dead nodes", () => {
    const stopped: Line = [12, 0, { type: "flags-changed", flags: 0x20 }];
    const dead: Line = [12, 0, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause: "killed" }];
    for (const gone of [stopped, dead]) {
      const lines = [...booted(), healed, gone, mode(20, 0, "active")];
      expect(judged(recoveredAfterHeal, lines, { endS: 109, setting }).verdict).toBe("holds");
    }
  });

  test("waits for a node that starts when the leader was due already, and not for one that starts later still", () => {
    const starts = (atS: number): Line[] => [
      [atS, 1, { type: "process-started", program: "recoverd", pid: pids.recoverd(1), parent: pids.ctdbd(1) }],
      mode(atS, 0, "active"),
    ];
    const of = (...lines: readonly Line[]) =>
      judged(recoveredAfterHeal, [...booted(), healed, ...lines], { endS: 200, setting });
    expect(of(...starts(95), mode(107, 0, "normal")).verdict).toBe("holds");
    expect(of(...starts(95))).toMatchObject({ verdict: "violated", atUs: 185_000_000 });
    expect(of(mode(96, 0, "active"), mode(107, 0, "normal"))).toMatchObject({ atUs: 100_000_000 });
    expect(of(mode(20, 0, "active"), ...starts(101), mode(107, 0, "normal"))).toMatchObject({ atUs: 100_000_000 });
  });

  test("leaves a freeze that stands in line its tries, and the recovery after them, once", () => {
    const freezing = (atS: number): Line => [atS, 0, { type: "database-freezing", db: "db1" }];
    const lines = [...booted(), healed, mode(20, 0, "active"), freezing(20)];
    const at = (atS: number, ...more: readonly Line[]) =>
      judged(recoveredAfterHeal, [...lines, ...more], { endS: atS, setting });
    expect(at(109).verdict).toBe("unknown");
    expect(at(160, mode(120, 0, "normal")).verdict).toBe("holds");
    expect(at(160)).toMatchObject({ verdict: "violated", atUs: 146_625_000 });
    const frozen: Line = [99, 0, { type: "database-frozen", db: "db1" }];
    expect(at(160, frozen)).toMatchObject({ verdict: "violated", atUs: 100_000_000 });
    expect(at(160, frozen, freezing(101))).toMatchObject({ verdict: "violated", atUs: 100_000_000 });
  });

  test("is unknown in a cut trace, and not applicable without a heal", () => {
    expect(judged(recoveredAfterHeal, [...booted(), healed], { endS: 75, setting }).verdict).toBe("unknown");
    expect(judged(recoveredAfterHeal, booted(), { endS: 60 }).verdict).toBe("not-applicable");
  });
});
