import { describe, expect, it } from "vitest";
import type { Fault, Job, Scenario, TraceEvent, Work } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
/** In the map of all three nodes the lmaster of "a" is node 1, of "e" node 2. Node 1 leads. */
const leader = 1;

const lock = (db: string, key: string): Work => ({ do: "lock", db, key });
const write = (db: string, key: string): Work => ({ do: "write", db, key });
const job = (seconds: number, node: number, ...work: readonly Work[]): Job => ({
  atUs: seconds * s,
  node,
  client: 0,
  work,
});
const recoverAt = (seconds: number): Fault => ({ kind: "admin", host: 0, command: "recover", atUs: seconds * s });

function run(changes: Partial<Scenario>): Watched {
  const databases = [{ name: "v1", kind: "volatile" } as const, { name: "v2", kind: "volatile", priority: 2 } as const];
  return watch(quietCluster({ durationUs: 100 * s, databases, ...changes }));
}

function of<T extends TraceEvent["type"]>({ events }: Watched, type: T) {
  return events.filter((event): event is Extract<TraceEvent, { type: T }> => event.type === type);
}

/** Host, rsn and value of each lock on that record, in their order. */
function locks(watched: Watched, key: string) {
  return of(watched, "record-locked")
    .filter((event) => event.key === key)
    .map(({ host, rsn, value }) => [host, rsn, value] as const);
}

/** By how much the rsn rose from each lock to the next. */
function risesOf(seen: ReturnType<typeof locks>): readonly number[] {
  return seen.slice(1).map(([, rsn], index) => rsn - (seen[index]?.[1] ?? 0));
}

/** When something was first seen, in seconds; infinity: never. */
function firstAt({ events }: Watched, is: (event: TraceEvent) => boolean): number {
  return (events.find(is)?.atUs ?? Number.POSITIVE_INFINITY) / s;
}

describe("the rsn of a record", () => {
  it("is 1 where its lmaster has first looked at it, and 3 at who asked for it (§1.2: 1 to 3)", () => {
    const elsewhere = locks(run({ jobs: [job(50, 0, lock("v1", "a"))] }), "a");
    expect(elsewhere.map(([host, rsn]) => [host, rsn])).toEqual([[0, 3]]);
    // At the lmaster itself the call is run on it, which is one store more.
    const here = locks(run({ jobs: [job(50, leader, lock("v1", "a"))] }), "a");
    expect(here.map(([host, rsn]) => [host, rsn])).toEqual([[leader, 2]]);
  });

  it("rises by two where it moves to, and by nothing where it is written (§1.2: 1 to 3)", () => {
    const jobs = [0, 1].flatMap((again) =>
      [1, 0, 2].map((node, index) => job(50 + 10 * again + index, node, lock("v1", "a"), write("v1", "a"))),
    );
    const seen = locks(run({ jobs }), "a");
    expect(seen.map(([host]) => host)).toEqual([1, 0, 2, 1, 0, 2]);
    expect(risesOf(seen)).toEqual([2, 2, 2, 2, 2]);
    // Each finds what the one before it has written.
    expect(seen.map(([, , value]) => value.split(".")[0])).toEqual(["", "1", "0", "2", "1", "0"]);
  });

  it("is one higher at the leader after a recovery, which makes it the dmaster (§1.2: 4, 3, 3)", () => {
    const jobs = [
      job(50, leader, lock("v1", "a"), write("v1", "a")),
      job(51, 0, lock("v1", "a"), write("v1", "a")),
      // The leader has it without asking.
      job(70, leader, lock("v1", "a")),
      job(71, 2, lock("v1", "a")),
    ];
    const watched = run({ jobs, faults: [recoverAt(60)] });
    const seen = locks(watched, "a");
    expect(seen.map(([host]) => host)).toEqual([leader, 0, leader, 2]);
    expect(risesOf(seen)).toEqual([2, 1, 2]);
    expect(of(watched, "call-asked").filter(({ atUs, host }) => atUs > 60 * s && host === leader)).toEqual([]);
    // All copies are equal but for that.
    const committed = of(watched, "database-committed").filter(({ atUs, db }) => atUs > 60 * s && db === "v1");
    expect(committed.map(({ records }) => records)).toEqual([1, 1, 1]);
    expect(new Set(committed.map(({ digest }) => digest)).size).toBe(1);
  });
});

/** Node 0 keeps "a" of v1 locked and wants "e" of v2, whose lmaster and dmaster has died (§4.1). */
function deadlock(recovery: "parallel" | "serial"): Watched {
  const jobs = [
    job(40, 2, lock("v2", "e"), write("v2", "e")),
    job(58, 0, lock("v1", "a"), { do: "work", forUs: 4 * s }, lock("v2", "e"), write("v2", "e")),
  ];
  const faults: readonly Fault[] = [{ kind: "crash-host", host: 2, atUs: 60 * s, forUs: 0 }];
  return run({ recovery, jobs, faults, durationUs: 230 * s });
}

describe("the deadlock of freezing (§4)", () => {
  const startedAt = (watched: Watched) =>
    firstAt(watched, ({ type, atUs }) => type === "recovery-started" && atUs > 60 * s);
  const hasRecord = (event: TraceEvent) => event.type === "record-locked" && event.host === 0 && event.key === "e";
  const frozen = (watched: Watched, db: string) =>
    firstAt(
      watched,
      (event) => event.type === "database-frozen" && event.host === 0 && event.db === db && event.atUs > 60 * s,
    );

  it("does not come to pass in the parallel design: the call is sent again when its database is thawed (§4.5)", () => {
    const watched = deadlock("parallel");
    const thaw = of(watched, "database-thawed").find(({ atUs, host }) => atUs > 60 * s && host === 0);
    expect(thaw).toMatchObject({ db: "v2", resent: 1 });
    expect(firstAt(watched, hasRecord) - startedAt(watched)).toBeLessThan(1);
    // Only then it lets go of what keeps the other database from being frozen.
    expect(frozen(watched, "v1")).toBeGreaterThan(firstAt(watched, hasRecord));
    expect(frozen(watched, "v2")).toBeLessThan(firstAt(watched, hasRecord));
    expect(of(watched, "address-removed").filter(({ atUs }) => atUs > 60 * s)).toEqual([]);
  });

  it("holds a serial recovery up until RecoveryDropAllIPs has the client give in (§4.4)", () => {
    const watched = deadlock("serial");
    const dropAt = firstAt(
      watched,
      ({ type, atUs, host }) => type === "address-removed" && atUs > 60 * s && host === 0,
    );
    expect(Math.abs(dropAt - startedAt(watched) - 120)).toBeLessThan(0.5);
    expect(frozen(watched, "v1") - dropAt).toBeGreaterThan(0);
    expect(frozen(watched, "v1") - dropAt).toBeLessThan(0.1);
    expect(firstAt(watched, hasRecord)).toBe(Number.POSITIVE_INFINITY);
    expect(firstAt(watched, ({ type, atUs }) => type === "recovery-completed" && atUs > 60 * s)).toBeGreaterThan(
      dropAt,
    );
  });
});

describe("packets and calls across a recovery", () => {
  it("are dropped if they are of another generation; the call is sent again at the thaw (§1.4, §1.5)", () => {
    // The leader has no part in what node 0 asks of node 2: its recovery overtakes that.
    const faults: readonly Fault[] = [
      recoverAt(60),
      { kind: "slow-link", from: 0, to: 2, extraUs: 2 * s, atUs: 59.5 * s, forUs: 0.4 * s },
    ];
    const watched = run({ jobs: [job(59.8, 0, lock("v1", "e"), write("v1", "e"))], faults });
    const asked = firstAt(watched, ({ type }) => type === "call-asked");
    const dropped = of(watched, "packet-dropped");
    expect(dropped.map(({ op, key, from, host, why }) => ({ op, key, from, host, why }))).toEqual([
      { op: "REQ_CALL", key: "e", from: 0, host: 2, why: "it is of another generation" },
    ]);
    const resent = of(watched, "database-thawed").filter(({ atUs }) => atUs > asked * s);
    expect(resent.map(({ db, host, resent: count }) => [host, db, count])).toContainEqual([0, "v1", 1]);
    const [answer] = of(watched, "call-answered");
    expect(answer).toMatchObject({ host: 0, status: 0 });
    expect(answer?.atUs).toBeGreaterThan(resent[0]?.atUs ?? Number.POSITIVE_INFINITY);
  });
});

describe("a record whose key is the name of something that every object has", () => {
  it.each(["constructor", "toString", "valueOf"])("%s moves and is recovered like any other", (key) => {
    const jobs = [0, 1, 2, 0, 1, 2].map((node, index) => job(50 + index, node, lock("v1", key), write("v1", key)));
    const watched = run({ jobs, faults: [recoverAt(60)] });
    expect(locks(watched, key)).toHaveLength(6);
    const committed = of(watched, "database-committed").filter(({ atUs, db }) => atUs > 60 * s && db === "v1");
    expect(committed.map(({ records }) => records)).toEqual([1, 1, 1]);
  });
});

describe("a call that is lost between two followers", () => {
  it("waits for as long as nobody recovers, and is answered at once by a recovery (§6.7)", () => {
    const watched = run({
      jobs: [job(40, 2, lock("v1", "e"), write("v1", "e")), job(51, 0, lock("v1", "e"))],
      faults: [
        {
          kind: "partition",
          shape: "link",
          cut: [
            [0, 2],
            [2, 0],
          ],
          atUs: 50 * s,
          forUs: 48 * s,
        },
        recoverAt(140),
      ],
      durationUs: 150 * s,
      dropped: ["reconnected-peers-ask-for-recovery"],
    });
    expect(of(watched, "peer-dead").map(({ host, peer }) => [host, peer])).toEqual([
      [0, 2],
      [2, 0],
    ]);
    const has = firstAt(watched, ({ type, host }) => type === "record-locked" && host === 0);
    expect(has).toBeGreaterThan(140);
    expect(has).toBeLessThan(142);
  });
});

describe("the lock helper of a frozen database", () => {
  it("takes its daemon along when it is killed (§6.6)", () => {
    const faults: readonly Fault[] = [
      { kind: "admin", host: 2, command: "stop", atUs: 60 * s },
      { kind: "kill-process", host: 2, program: "db-lock-helper", restartUs: 0, atUs: 62 * s },
    ];
    const watched = run({ faults });
    expect(of(watched, "database-frozen").filter(({ atUs, host }) => atUs > 60 * s && host === 2)).toHaveLength(2);
    const ended = of(watched, "process-exited").filter(({ atUs, host }) => atUs > 60 * s && host === 2);
    expect(ended.find(({ program }) => program === "ctdbd")).toMatchObject({ cause: "crash" });
    expect(ended.slice(0, 2).map(({ program }) => program)).toEqual(["db-lock-helper", "ctdbd"]);
  });

  it("is told to go by a thaw, and its daemon stays", () => {
    const watched = run({ faults: [recoverAt(60)] });
    const ended = of(watched, "process-exited").filter(({ atUs }) => atUs > 60 * s);
    expect(ended.filter(({ program }) => program === "db-lock-helper")).toHaveLength(6);
    expect(ended.filter(({ program }) => program === "ctdbd")).toEqual([]);
  });
});
