import { describe, expect, it } from "vitest";
import { defaultAssumptionNames, type Fault, type LockDesign } from "../../model/index.ts";
import { quietCluster, strikeLeader, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;

/** As shipped, with faults that strike after a minute. */
function struck(lock: LockDesign, faults: readonly Fault[], durationS = 240): Watched {
  return watch(quietCluster({ lock, faults, durationUs: durationS * s, dropped: defaultAssumptionNames(lock) }));
}

/** Who was elected after the fault, and when. */
function elected(run: Watched): readonly (readonly [seconds: number, leader: number])[] {
  return run.after("election-ended").map(({ seconds, leader }) => [Math.round(seconds * 10) / 10, leader]);
}

describe("the etcd helper as shipped (facts/leadership.md §6.7, facts/real-ctdb.md §4)", () => {
  it("whose host is powered off leaves a queue that contenders never let run empty (F6)", () => {
    const run = struck("etcd-ttl", [strikeLeader({ kind: "crash-host", forUs: 0 })]);
    const refused = run.after("lock-refused");
    // The first attempts come after the dead holder's key has gone: the first of them wins, as measured.
    expect([refused.length, elected(run).length]).not.toEqual([0, 0]);
  });

  it("that is killed leaves the cluster without a leader (3 of 3 trials)", () => {
    const run = struck("etcd-ttl", [strikeLeader({ kind: "kill-process", program: "lock-helper", restartUs: 0 })], 180);
    expect(elected(run)).toEqual([]);
    expect(run.after("lock-refused").length).toBeGreaterThan(30);
  });

  it("whose ctdbd is killed notices within its round, and another node leads after about 5 s", () => {
    const run = struck("etcd-ttl", [strikeLeader({ kind: "kill-process", program: "ctdbd", restartUs: 0 })]);
    expect(run.after("lock-freed")[0]?.seconds).toBeLessThan(2.5);
    expect(elected(run)[0]?.[0]).toBeGreaterThan(4);
    expect(elected(run)[0]?.[0]).toBeLessThan(6);
  });

  it("that cannot reach etcd goes on for 4 x 60 s, while its lease ends after the TTL", () => {
    const cut = strikeLeader({ kind: "service-cut", forUs: 400 * s });
    const run = struck("etcd-ttl", [cut], 480);
    const [freed] = run.after("lock-freed");
    expect(freed?.cause).toBe("expired");
    expect(freed?.seconds).toBeGreaterThan(6.9);
    expect(freed?.seconds).toBeLessThan(9.1);
    const lost = run.after("lock-lost")[0];
    expect(lost?.seconds).toBeGreaterThan(240);
    expect(lost?.seconds).toBeLessThan(243);
  });

  it("whose server is down for 30 s is lost within its round; a leader follows when it is back", () => {
    const run = struck("etcd-ttl", [{ kind: "service-restart", atUs: 60 * s, forUs: 30 * s }]);
    expect(run.after("lock-lost")[0]?.seconds).toBeLessThan(2.1);
    expect(elected(run)[0]?.[0]).toBeGreaterThan(30);
    expect(elected(run)[0]?.[0]).toBeLessThan(36);
  });

  it("takes a lapsed lease again without a word (ZOO-M23)", () => {
    const run = struck("etcd-ttl", [strikeLeader({ kind: "pause-process", program: "lock-helper", forUs: 30 * s })]);
    expect(run.after("lock-freed")[0]).toMatchObject({ cause: "expired" });
    expect(run.after("lock-taken")[0]).toMatchObject({ host: run.struck });
    expect(run.after("lock-lost")).toEqual([]);
  });

  it("whose refresh comes late loses the lease meanwhile, and does not say so", () => {
    const run = struck("etcd-ttl", [strikeLeader({ kind: "late-refresh", byUs: 14 * s, times: 1 })]);
    expect(run.after("lock-freed")[0]).toMatchObject({ cause: "expired" });
    expect(run.after("lock-taken")[0]).toMatchObject({ host: run.struck });
    expect(run.after("lock-lost")).toEqual([]);
  });
});

describe("fencing by the revision of the lock (our design)", () => {
  // The leader's helper stands still while the leader is cut off; another node leads, and then they meet again.
  const on = { event: "leadership-claimed", delayUs: 500_000 } as const;
  const cut = [0, 1, 2].flatMap((pnn) => [[-1, pnn] as const, [pnn, -1] as const]);
  const faults: readonly Fault[] = [
    strikeLeader({ kind: "pause-process", program: "lock-helper", forUs: 90 * s }),
    { kind: "partition", atUs: 60 * s, on, forUs: 45.6 * s, shape: "isolate", cut },
  ];
  const dropped = defaultAssumptionNames("etcd-ttl");
  const run = (fencing: boolean) =>
    watch(quietCluster({ lock: "etcd-ttl", faults, durationUs: 200 * s, dropped, fencing, nodes: 3 }));
  const refusals = (watched: Watched) =>
    watched.after("control-refused").filter(({ why }) => why === "a later grant of the lock is known");

  it("has nodes refuse what a leader of the past asks of them", () => {
    expect(refusals(run(false))).toEqual([]);
    const fenced = run(true);
    expect(new Set(refusals(fenced).map(({ from }) => from))).toEqual(new Set([fenced.struck]));
  });
});

describe("other leases", () => {
  it("a plugin's thread releases on an orderly exit, and leaves the lease to its TTL when its daemon is killed", () => {
    const orderly = struck("plugin", [strikeLeader({ kind: "admin", command: "shutdown" })]);
    expect(orderly.after("lock-freed")[0]?.cause).toBe("released");
    const killed = struck("plugin", [strikeLeader({ kind: "kill-process", program: "recoverd", restartUs: 0 })]);
    expect(killed.after("lock-freed")[0]?.cause).toBe("expired");
    expect(killed.after("lock-freed")[0]?.seconds).toBeLessThan(5.1);
  });

  it("a plugin's thread stands still with its daemon", () => {
    const run = struck("plugin", [strikeLeader({ kind: "pause-process", program: "recoverd", forUs: 20 * s })]);
    expect(run.after("lock-freed")[0]).toMatchObject({ cause: "expired", host: run.struck });
  });

  it("a refresher keeps the lock for a client that is dead", () => {
    const run = struck("refresher", [strikeLeader({ kind: "kill-process", program: "recoverd", restartUs: 0 })]);
    expect([run.after("lock-freed"), elected(run)]).toEqual([[], []]);
  });

  it("a rados helper that hangs is deaf to SIGTERM", () => {
    const faults = [
      strikeLeader({ kind: "service-cut", forUs: 60 * s }),
      strikeLeader({ kind: "admin", command: "stop" }, 6 * s),
    ];
    const run = struck("object-store", faults);
    expect(run.after("lock-released").length).toBe(1);
    const exited = run
      .after("process-exited")
      .find(({ program, host }) => program === "lock-helper" && host === run.struck);
    expect(exited?.seconds).toBeGreaterThan(60);
  });
});
