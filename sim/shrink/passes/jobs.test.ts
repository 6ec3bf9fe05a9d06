import { describe, expect, it } from "vitest";
import { type Job, type Scenario, standardModel, type Work } from "../../../model/index.ts";
import { quietCluster } from "../../quiet-cluster.ts";
import { Search } from "../search.ts";
import { cutShort } from "./cut-short.ts";
import { earlier } from "./earlier.ts";
import { fewerClients } from "./fewer-clients.ts";
import { fewerDatabases, fewerJobs, withoutClients } from "./fewer-jobs.ts";
import { fewerNodes } from "./fewer-nodes.ts";
import { lessWork, plainerJobs } from "./plainer-jobs.ts";

const s = 1_000_000;

/** A search in which a scenario fails if `fails` says so, whatever its run does. */
function searchWhere(changes: Partial<Scenario>, fails: (scenario: Scenario) => boolean): Search {
  const options = {
    eventsMax: 1_000_000,
    modelFor: standardModel,
    watch: (scenario: Scenario) => {
      const atUs = fails(scenario) ? 1 : null;
      return { observe: () => undefined, violatedAtUs: () => atUs, finish: () => atUs };
    },
  };
  return new Search({ scenario: quietCluster({ durationUs: s, ...changes }), violatedAtUs: 30 * s }, options);
}

const databases = ["a", "b", "c"].map((name) => ({ name, kind: "volatile" as const }));
const lock = (db: string): Work => ({ do: "lock", db, key: "k" });
const write = (db: string): Work => ({ do: "write", db, key: "k" });
const job = (atUs: number, node: number, client: number, ...work: readonly Work[]): Job => ({
  atUs: atUs * s,
  node,
  client,
  work,
});
const locks = ({ jobs = [] }: Scenario, ...names: readonly string[]): boolean =>
  jobs.some(({ work }) => names.every((name) => work.some((one) => one.do === "lock" && one.db === name)));

describe("databases and clients", () => {
  const jobs = [job(1, 0, 0, lock("a")), job(2, 1, 0, lock("b")), job(3, 2, 1, lock("a"), lock("c"))];

  it("are not told of if the failure has nothing to do with them", () => {
    const search = searchWhere({ databases, jobs, recovery: "serial" }, () => true);
    withoutClients(search, 0);
    expect(search.best).not.toHaveProperty("jobs");
    expect(search.best).not.toHaveProperty("databases");
    expect(search.best.recovery).toBe("serial");
  });

  it("are those that are needed", () => {
    const search = searchWhere({ databases, jobs }, (scenario) => locks(scenario, "c"));
    withoutClients(search, 0);
    fewerJobs(search, 0);
    expect(search.best.jobs).toEqual([jobs[2]]);
    fewerDatabases(search);
    expect(search.best).toMatchObject({ databases: [databases[2]], jobs: [{ work: [lock("c")] }] });
  });

  it("may be databases that nobody uses", () => {
    const search = searchWhere({ databases, jobs }, (scenario) => (scenario.databases?.length ?? 0) >= 2);
    fewerJobs(search, 0);
    fewerDatabases(search);
    expect(search.best.databases).toEqual(databases.slice(0, 2));
    expect(search.best).not.toHaveProperty("jobs");
  });

  it("do nothing after the violation", () => {
    const search = searchWhere({ databases, jobs: [...jobs, job(31, 0, 0, lock("a"))] }, () => true);
    cutShort(search);
    expect(search.best.jobs).toEqual(jobs);
  });
});

describe("a job", () => {
  it("has no more work than it needs, of no more time, at a round moment", () => {
    const work: Work[] = [lock("a"), write("a"), { do: "work", forUs: 7_300_000 }, lock("b"), write("b")];
    const search = searchWhere(
      { databases, jobs: [job(12.3, 0, 0, ...work), job(13, 1, 0, lock("a"))] },
      (scenario) => {
        const waits = (scenario.jobs ?? []).flatMap((each) => each.work.filter((one) => one.do === "work"));
        return locks(scenario, "a", "b") && waits.some((one) => "forUs" in one && one.forUs >= 2 * s);
      },
    );
    lessWork(search);
    plainerJobs(search);
    expect(search.best.jobs).toEqual([job(10, 0, 0, lock("a"), { do: "work", forUs: 5 * s }, lock("b"))]);
  });

  it("writes and unlocks nothing that it has not locked, whatever is tried", () => {
    const unlock = (db: string): Work => ({ do: "unlock", db, key: "k" });
    const jobs = [job(10, 0, 0, lock("a"), write("a"), lock("b"), unlock("a"), write("b"))];
    const tried: (readonly Work[])[] = [];
    const search = searchWhere({ databases, jobs }, (scenario) => {
      tried.push(...(scenario.jobs ?? []).map(({ work }) => work));
      return locks(scenario, "b");
    });
    lessWork(search);
    expect(search.best.jobs).toEqual([job(10, 0, 0, lock("b"))]);
    expect(tried.length).toBeGreaterThan(1);
    for (const work of tried)
      for (const [at, one] of work.entries())
        if (one.do === "write" || one.do === "unlock")
          expect(work.slice(0, at)).toContainEqual({ do: "lock", db: one.db, key: "k" });
  });

  it("comes sooner, and what comes after it too", () => {
    const plan = {
      databases,
      jobs: [job(40, 0, 0, lock("a")), job(70.5, 1, 0, lock("b"))],
      faults: [{ kind: "crash-host", atUs: 60 * s, host: 2, forUs: 0 }] as const,
      durationUs: 100 * s,
    };
    const search = searchWhere(plan, ({ jobs = [], faults }) => (jobs[1]?.atUs ?? 0) - (faults[0]?.atUs ?? 0) >= 3 * s);
    earlier(search);
    const { jobs, faults, durationUs } = search.best;
    expect(jobs?.map(({ atUs }) => atUs / s)).toEqual([0, 5]);
    expect(faults).toMatchObject([{ atUs: 0 }]);
    expect(durationUs).toBe(34.5 * s);
  });
});

describe("clients", () => {
  const jobs = [job(1, 0, 3, lock("a")), job(2, 1, 5, lock("b")), job(3, 1, 7, lock("c"))];

  it("are one, at one node, if that is enough", () => {
    const search = searchWhere({ databases, jobs }, (scenario) => scenario.jobs?.length === 3);
    fewerClients(search, 0);
    expect(search.best.jobs?.map(({ node, client }) => [node, client])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it("stay two if they have to be, and have the first numbers", () => {
    const clientOf = ({ node, client }: Job) => `${node} ${client}`;
    const search = searchWhere(
      { databases, jobs },
      (scenario) => new Set((scenario.jobs ?? []).map(clientOf)).size >= 2,
    );
    fewerClients(search, 0);
    expect(new Set(search.best.jobs?.map(clientOf))).toEqual(new Set(["0 0", "0 1"]));
  });

  it("go on elsewhere if the failure needs them there in a smaller cluster", () => {
    const plan = { nodes: 5, clockOffsetUs: [0, 0, 0, 0, 0], databases, jobs: [job(1, 3, 0, lock("a"))] };
    const search = searchWhere(
      plan,
      ({ nodes, jobs: left }) => left?.[0]?.node === (nodes === 5 ? 3 : 0) && nodes !== 1 && nodes !== 3,
    );
    fewerNodes(search, 0);
    expect(search.best).toMatchObject({ nodes: 2, jobs: [{ node: 0 }] });
  });
});
