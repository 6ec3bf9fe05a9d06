import { describe, expect, it } from "vitest";
import { type Copies, type Fault, type Job, type Scenario, SEQUENCE_KEY, type Work } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const ms = 1_000;
const P = "p.tdb";
const V = "v.tdb";
const databases = [
  { name: P, kind: "persistent" },
  { name: "g_lock.tdb", kind: "volatile" },
  { name: V, kind: "volatile" },
] as const;

/** Node 1 leads: it boots first. */
function cluster(jobs: readonly Job[], faults: readonly Fault[] = [], more: Partial<Scenario> = {}): Scenario {
  return quietCluster({ bootAtUs: [2 * s, 0, 2 * s], databases, jobs, faults, ...more });
}

/** A transaction of a client of its own, at that second. */
function transact(atS: number, node: number, key: string): Job {
  return { atUs: atS * s, node, client: 0, work: [{ do: "transact", db: P, key }] };
}

/** Somebody else has a record locked: until he is done no recovery is. */
function hold(atS: number, node: number, forS: number): Job {
  const work: readonly Work[] = [
    { do: "lock", db: V, key: "k" },
    { do: "work", forUs: forS * s },
  ];
  return { atUs: atS * s, node, client: 1, work };
}

function isolated(node: number): Fault {
  const others = [0, 1, 2].filter((other) => other !== node);
  const cut = others.flatMap((other) => [[node, other] as const, [other, node] as const]);
  return { kind: "partition", shape: "isolate", cut, atUs: 60 * s, forUs: 70 * s };
}

const recover = (atS: number): Fault => ({ kind: "admin", command: "recover", host: 0, atUs: atS * s });
const slowDisk = (host: number): Fault => ({
  kind: "slow-disk",
  host,
  atUs: 59 * s,
  extraUs: 3 * s,
  forUs: 5 * s,
});

/** What repairs a transaction; the others are in force in every run. */
const REPAIRS = [
  "absent-nodes-break-no-tie",
  "commit-is-told-by-status",
  "write-children-end-at-freeze",
  "commits-reach-every-active-node",
  "no-member-is-passed-over",
] as const;

/** A run with these repairs of transactions, and none of the others. */
function run(scenario: Scenario, ...repairs: readonly (typeof REPAIRS)[number][]): Watched {
  return watch({ ...scenario, dropped: REPAIRS.filter((name) => !repairs.includes(name)) });
}

/** What became of each transaction, in the order in which they ended. */
function outcomes({ events }: Watched): readonly string[] {
  return events.flatMap((event) => (event.type === "transaction-ended" ? [`${event.key} ${event.outcome}`] : []));
}

/** What each node has at the end. */
function files({ result }: Watched): readonly Copies[] {
  return result.view().hosts.map((host) => host.databases[P] ?? {});
}

const values = (watched: Watched, key: string): readonly string[] =>
  files(watched).map((copies) => copies[key]?.value ?? "none");
const sequences = (watched: Watched): readonly string[] => values(watched, SEQUENCE_KEY);
/** What a transaction meant to write. */
const meant = ({ events }: Watched, key: string): string =>
  events.flatMap((event) => (event.type === "transaction-ended" && event.key === key ? [event.value] : [])).at(-1) ??
  "";
const everywhere = (value: string): readonly string[] => [value, value, value];

describe("a transaction", () => {
  it("reaches every node: the next sequence number, and the next rsn of what it writes", () => {
    const done = run(cluster([transact(60, 0, "a"), transact(62, 1, "a"), transact(64, 2, "b")]));
    expect(outcomes(done)).toEqual(["a committed", "a committed", "b committed"]);
    expect(sequences(done)).toEqual(everywhere("3"));
    expect(files(done).map((copies) => [copies["a"]?.rsn, copies["b"]?.rsn, copies[SEQUENCE_KEY]?.rsn])).toEqual([
      [2, 1, 3],
      [2, 1, 3],
      [2, 1, 3],
    ]);
    expect(files(done).map((copies) => [copies["a"]?.dmaster, copies["b"]?.dmaster])).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(values(done, "a")).toEqual(everywhere(meant(done, "a")));
  });

  it("waits for another one: they exclude each other by the global lock", () => {
    const jobs = [transact(60, 0, "a"), transact(60, 2, "a")];
    const done = run(cluster(jobs, [slowDisk(1)]));
    expect(outcomes(done)).toEqual(["a committed", "a committed"]);
    const [first, second] = done.events.filter(({ type }) => type === "transaction-began");
    const [ended] = done.events.filter(({ type }) => type === "transaction-ended");
    expect(first?.host).not.toBe(second?.host);
    expect(second?.atUs).toBeGreaterThan(ended?.atUs ?? 0);
    expect(sequences(done)).toEqual(everywhere("2"));
    // Where nothing excludes them each gets to some nodes first, and a recovery has to choose.
    const colliding = run(cluster(jobs, [], { databases: [{ name: P, kind: "persistent" }] }));
    expect(outcomes(colliding)).toEqual(expect.arrayContaining(["a assumed"]));
    expect(new Set(values(colliding, "a")).size).toBe(1);
    expect(sequences(colliding)).toEqual(everywhere("1"));
  });

  it("takes over the global lock of a client that is gone; its half transaction is left to a recovery", () => {
    const kill: Fault = { kind: "kill-process", program: "samba-client", host: 2, restartUs: 0, atUs: 61 * s };
    const done = run(cluster([transact(60, 2, "a"), transact(62, 0, "b")], [slowDisk(0), slowDisk(1), kill]));
    const active = done.events.find((event) => event.type === "recovery-mode-changed" && event.atUs > 60 * s);
    expect(active).toMatchObject({ host: 2, mode: "active" });
    expect((active?.atUs ?? 0) - 61 * s).toBeLessThan(ms);
    expect(outcomes(done)).toEqual(["b committed"]);
    expect(sequences(done)).toEqual(everywhere("2"));
    expect(new Set(values(done, "a")).size).toBe(1);
  });

  it("is asked for again and again while a recovery runs, and written once", () => {
    const done = run(cluster([hold(59, 1, 4), transact(61.5, 2, "a")], [recover(60.2)]));
    const asked = done.events.filter(({ type }) => type === "transaction-asked");
    expect(asked.length).toBeGreaterThan(5);
    const gaps = asked.slice(1).map(({ atUs }, index) => atUs - (asked[index]?.atUs ?? 0));
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(outcomes(done)).toEqual(["a committed"]);
    expect(sequences(done)).toEqual(everywhere("1"));
    expect(files(done).map((copies) => copies["a"]?.rsn)).toEqual([1, 1, 1]);
  });

  // Read (facts/recovery.md §1.9 step 4), not measured: the timers are equally long, the client's began first.
  it("has failed for its client when its time is over, and a recovery gives it to the node that has not written it", () => {
    const disk: Fault = { kind: "slow-disk", host: 2, atUs: 59 * s, extraUs: 200 * s, forUs: 2 * s };
    const done = run(cluster([transact(60, 0, "a")], [disk], { durationUs: 200 * s }));
    const killed = done.events.find((event) => event.type === "process-exited" && event.cause === "killed");
    expect(killed).toMatchObject({ host: 2, program: "write-child" });
    expect((killed?.atUs ?? 0) / s).toBeCloseTo(120, 1);
    expect(outcomes(done)).toEqual(["a assumed"]);
    const active = done.events.find((event) => event.type === "recovery-mode-changed" && event.atUs > 60 * s);
    expect(active).toMatchObject({ host: 0, mode: "active" });
    expect((active?.atUs ?? 0) / s).toBeCloseTo(120, 1);
    expect(sequences(done)).toEqual(everywhere("1"));
  });
});

describe("recovery.md §6.1: a transaction that was confirmed is lost when a partition heals", () => {
  const scenario = cluster([transact(50, 0, "warm"), transact(61, 0, "t1"), transact(110, 1, "t2")], [isolated(0)], {
    durationUs: 170 * s,
  });

  it("as shipped: of two copies with one sequence number the first node's is taken", () => {
    const lost = run(scenario);
    expect(outcomes(lost)).toEqual(["warm committed", "t2 committed", "t1 assumed"]);
    expect(values(lost, "t2")).toEqual(everywhere("none"));
    expect(values(lost, "t1")).toEqual(everywhere(meant(lost, "t1")));
    expect(sequences(lost)).toEqual(everywhere("2"));
  });

  it("repaired: the copy of a node that was away is not taken, and the other client is told the truth", () => {
    const kept = run(scenario, "absent-nodes-break-no-tie", "commit-is-told-by-status");
    expect(outcomes(kept)).toEqual(["warm committed", "t2 committed", "t1 failed"]);
    expect(values(kept, "t2")).toEqual(everywhere(meant(kept, "t2")));
    expect(values(kept, "t1")).toEqual(everywhere("none"));
  });
});

describe("recovery.md §6.2: a client takes somebody else's transaction for its own", () => {
  const scenario = cluster([transact(50, 2, "warm"), transact(61, 2, "t1"), transact(110, 1, "t2")], [isolated(2)], {
    durationUs: 170 * s,
  });

  it("as shipped: the sequence number is the next one, and what it wrote is nowhere", () => {
    const lost = run(scenario);
    expect(outcomes(lost)).toEqual(["warm committed", "t2 committed", "t1 assumed"]);
    expect(values(lost, "t1")).toEqual(everywhere("none"));
    expect(values(lost, "t2")).toEqual(everywhere(meant(lost, "t2")));
  });

  it("repaired: it asks who wrote what is under the sequence number", () => {
    const told = run(scenario, "commit-is-told-by-status");
    expect(outcomes(told)).toEqual(["warm committed", "t2 committed", "t1 failed"]);
  });
});

describe("recovery.md §6.3: a transaction beside a recovery reaches some nodes, and is gone later", () => {
  const jobs = [hold(59, 1, 7), transact(60.4, 2, "t1"), transact(70, 1, "t2")];
  const faults = [slowDisk(1), slowDisk(2), recover(60.2), recover(90.2)];
  const scenario = (durationUs: number): Scenario => cluster(jobs, faults, { durationUs });

  it("as shipped: the children write after the thaw of their database", () => {
    const split = run(scenario(68 * s));
    expect(outcomes(split)).toEqual(["t1 assumed"]);
    expect(sequences(split)).toEqual(["none", "1", "1"]);
    const hidden = run(scenario(85 * s));
    expect(sequences(hidden)).toEqual(everywhere("2"));
    expect(values(hidden, "t1")).toEqual(["none", meant(hidden, "t1"), meant(hidden, "t1")]);
    const lost = run(scenario(110 * s));
    expect(outcomes(lost)).toEqual(["t1 assumed", "t2 committed"]);
    expect(values(lost, "t1")).toEqual(everywhere("none"));
  });

  it("repaired: they are killed before their database is frozen, and the client commits again", () => {
    const kept = run(scenario(110 * s), "write-children-end-at-freeze");
    expect(outcomes(kept)).toEqual(["t1 committed", "t2 committed"]);
    expect(values(kept, "t1")).toEqual(everywhere(meant(kept, "t1")));
    expect(sequences(kept)).toEqual(everywhere("2"));
  });

  it("with the repair of §6.2 alone: they write, and the client commits again until every node has it", () => {
    const kept = run(scenario(110 * s), "commit-is-told-by-status");
    expect(outcomes(kept)).toEqual(["t1 committed", "t2 committed"]);
    expect(values(kept, "t1")).toEqual(everywhere(meant(kept, "t1")));
    expect(sequences(kept)).toEqual(everywhere("2"));
  });
});

describe("recovery.md §1.9 step 3: a transaction passes over a node that is disconnected from its own alone", () => {
  const cut = [
    [0, 2],
    [2, 0],
  ] as const;
  const link: Fault = { kind: "partition", shape: "link", cut, atUs: 55 * s, forUs: 60 * s };
  const jobs = [transact(50, 2, "warm"), transact(88, 2, "t1"), transact(92, 1, "t2")];
  const scenario = (durationUs: number): Scenario => cluster(jobs, [link, recover(100)], { durationUs });

  it("as shipped: the next one reaches that node, which then has the number without the rest", () => {
    const lost = run(scenario(110 * s));
    expect(outcomes(lost)).toEqual(["warm committed", "t1 committed", "t2 committed"]);
    expect(sequences(lost)).toEqual(everywhere("3"));
    expect(values(lost, "t1")).toEqual(everywhere("none"));
  });

  it("repaired: it has failed, and its client commits again until that node can be reached", () => {
    const kept = run(scenario(180 * s), "no-member-is-passed-over", "commit-is-told-by-status");
    expect(outcomes(kept)).toEqual(["warm committed", "t1 committed", "t2 committed"]);
    expect(values(kept, "t1")).toEqual(everywhere(meant(kept, "t1")));
    expect(sequences(kept)).toEqual(everywhere("3"));
  });

  it("the same where that node is no lmaster, and in no map", () => {
    const outside = { ...scenario(180 * s), notLmaster: [0, 2] };
    const lost = run(outside, "commits-reach-every-active-node");
    expect(values(lost, "t1")).toEqual(everywhere("none"));
    const repairs = [
      "no-member-is-passed-over",
      "commits-reach-every-active-node",
      "commit-is-told-by-status",
    ] as const;
    const kept = run(outside, ...repairs);
    expect(values(kept, "t1")).toEqual(everywhere(meant(kept, "t1")));
    expect(sequences(kept)).toEqual(everywhere("3"));
  });
});

describe("recovery.md §1.9 step 3: a transaction of a node that was stopped while a recovery ran, and thawed by it", () => {
  const admin = (host: number, atS: number, command: "stop" | "continue"): Fault => ({
    kind: "admin",
    command,
    host,
    atUs: atS * s,
  });
  const slow: Fault = { kind: "slow-script", host: 1, atUs: 80 * s, extraUs: 2 * s, forUs: 6 * s };
  const others = [0, 2];
  const faults = [
    ...others.flatMap((host) => [admin(host, 60, "stop"), admin(host, 100, "continue")]),
    slow,
    { ...recover(80.1), host: 1 },
    admin(1, 81.5, "stop"),
    admin(1, 100, "continue"),
  ];
  const scenario = cluster([transact(50, 1, "warm"), transact(83, 1, "t")], faults, { durationUs: 160 * s });

  it("as shipped: it is confirmed, and nobody has it", () => {
    const lost = run(scenario, "commit-is-told-by-status");
    expect(outcomes(lost)).toEqual(["warm committed", "t committed"]);
    expect(sequences(lost)).toEqual(everywhere("1"));
    expect(values(lost, "t")).toEqual(everywhere("none"));
  });

  it("repaired: it is refused, and its client commits again when its node is back", () => {
    const kept = run(scenario, "no-member-is-passed-over", "commit-is-told-by-status");
    expect(outcomes(kept)).toEqual(["warm committed", "t committed"]);
    expect(values(kept, "t")).toEqual(everywhere(meant(kept, "t")));
    expect(sequences(kept)).toEqual(everywhere("2"));
  });
});
