import { describe, expect, it } from "vitest";
import type { DatabaseSpec, Fault, Job, Scenario, Work } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const V = "v.tdb";
const LATER = "later.tdb";
const databases: readonly DatabaseSpec[] = [
  { name: V, kind: "volatile" },
  { name: LATER, kind: "volatile", attachedByClients: true },
];
const attach: Work = { do: "attach", db: LATER };
const use: readonly Work[] = [
  { do: "lock", db: LATER, key: "k" },
  { do: "write", db: LATER, key: "k" },
];

/** Node 1 leads: it boots first. */
function run(jobs: readonly Job[], faults: readonly Fault[] = [], more: Partial<Scenario> = {}): Watched {
  return watch(quietCluster({ bootAtUs: [2 * s, 0, 2 * s], databases, jobs, faults, ...more }));
}

const job = (atS: number, node: number, ...work: readonly Work[]): Job => ({ atUs: atS * s, node, client: 0, work });
const recover: Fault = { kind: "admin", command: "recover", host: 0, atUs: 60 * s };

function attached({ events }: Watched): readonly number[] {
  return events.flatMap((event) => (event.type === "database-attached" ? [event.host] : []));
}

/** Of each answer to an attach the second and the status. */
function answers({ events }: Watched): readonly (readonly [number, number])[] {
  return events.flatMap((event) =>
    event.type === "attach-answered" ? [[Math.floor(event.atUs / s), event.status] as const] : [],
  );
}

function locked({ events }: Watched, node: number): number {
  return events.filter((event) => event.type === "record-locked" && event.host === node && event.db === LATER).length;
}

describe("a client that attaches a database", () => {
  it("has it at once, and so have all others: records go from node to node", () => {
    const done = run([job(50, 0, attach, ...use), job(51, 2, attach, ...use), job(52, 1, attach, ...use)]);
    expect([...attached(done)].sort()).toEqual([0, 1, 2]);
    expect(answers(done)).toEqual([
      [50, 0],
      [51, 0],
      [52, 0],
    ]);
    expect([0, 1, 2].map((node) => locked(done, node))).toEqual([1, 1, 1]);
    expect(done.events.filter(({ type }) => type === "recovery-started").length).toBe(
      run([]).events.filter(({ type }) => type === "recovery-started").length,
    );
  });

  it.each(["parallel", "serial"] as const)("a node that starts again gets it from the recovery (%s)", (recovery) => {
    const kill: Fault = { kind: "kill-process", program: "ctdbd", host: 2, restartUs: 2 * s, atUs: 60 * s };
    const done = run([job(50, 0, attach, ...use), job(100, 2, attach, ...use)], [kill], {
      recovery,
      durationUs: 150 * s,
    });
    expect(attached(done).filter((host) => host === 2)).toHaveLength(2);
    expect(locked(done, 2)).toBe(1);
  });

  it("waits for a recovery to end, and a second more", () => {
    const hold: readonly Work[] = [
      { do: "lock", db: V, key: "k" },
      { do: "work", forUs: 20 * s },
    ];
    const done = run([job(58, 2, ...hold), { ...job(62, 0, attach, ...use), client: 1 }], [recover]);
    const [normal] = done.events.filter(
      (event) =>
        event.type === "recovery-mode-changed" && event.host === 0 && event.mode === "normal" && event.atUs > 61 * s,
    );
    const [answered] = done.events.filter(({ type }) => type === "attach-answered");
    expect((answered?.atUs ?? 0) - (normal?.atUs ?? 0)).toBeGreaterThanOrEqual(s);
    expect((answered?.atUs ?? 0) - (normal?.atUs ?? 0)).toBeLessThan(1.1 * s);
    expect(locked(done, 0)).toBe(1);
  });

  it("under a lock waits for a recovery that waits for it, until its daemon gives up after ControlTimeout (P2)", () => {
    const work: readonly Work[] = [{ do: "lock", db: V, key: "k" }, { do: "work", forUs: 5 * s }, attach, ...use];
    const done = run([job(58, 2, ...work)], [recover], { durationUs: 240 * s });
    // It lets go then, and the third freeze of its database succeeds: nobody is banned.
    expect(answers(done)).toEqual([[123, -1]]);
    expect(done.events.filter(({ type }) => type === "banned")).toEqual([]);
    expect(done.events.some((event) => event.type === "recovery-completed" && event.atUs > 123 * s)).toBe(true);
    // Who asks half a minute after the freeze began is told too late for that.
    const slow: readonly Work[] = [{ do: "lock", db: V, key: "k" }, { do: "work", forUs: 40 * s }, attach, ...use];
    const late = run([job(58, 2, ...slow)], [recover], { durationUs: 240 * s });
    const ban = late.events.find(({ type }) => type === "banned");
    expect(ban).toMatchObject({ host: 2, reason: "database recovery failed" });
    expect(Math.round(((ban?.atUs ?? 0) - 60 * s) / s)).toBe(90);
  });

  it("hangs as shipped where a lmaster has not heard of it yet: an error ends its call, and it is not told", () => {
    const hear: Fault = { kind: "late-control", atUs: 49 * s, host: 2, op: "DB_ATTACH", byUs: 3 * s, times: 2 };
    const keys = ["k1", "k2", "k3", "k4"];
    const jobs = keys.map((key, client): Job => {
      const work: readonly Work[] = [attach, { do: "lock", db: LATER, key }];
      return { atUs: 50 * s + client * 100_000, node: 0, client, work };
    });
    const shipped = run(jobs, [hear, { ...recover, atUs: 80 * s }], { dropped: ["errors-reach-their-client"] });
    expect(locked(shipped, 0)).toBeGreaterThan(0);
    expect(locked(shipped, 0)).toBeLessThan(keys.length);
    expect(locked(run(jobs, [hear]), 0)).toBe(keys.length);
  });
});
