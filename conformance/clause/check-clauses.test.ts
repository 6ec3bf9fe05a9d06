import { describe, expect, it } from "vitest";
import { type Clause, checkClauses, fail, NotEstablishedError, pass } from "./index.ts";

const clause = (id: string, check: Clause<object>["check"], needs: readonly string[] = []): Clause<object> => ({
  id,
  name: `name-${id}`,
  claim: "it does",
  level: "mandatory",
  source: "here",
  needs,
  check,
});
const closed: string[] = [];
const open = async ({ id }: { id: string }) => ({
  trial: {},
  runaway: () => (id === "RUN" ? "it ran away" : undefined),
  close: async () => {
    closed.push(id);
    return [{ atMs: 1, text: `closed ${id}` }];
  },
});
const verdicts = (results: Awaited<ReturnType<typeof checkClauses>>) =>
  results.map(({ id, verdict }) => `${id} ${verdict}`);

describe("clauses that are checked", () => {
  it("are not established when what they need did not pass", async () => {
    const clauses = [
      clause("A", async () => fail("no")),
      clause("B", async () => pass("yes"), ["A"]),
      clause("C", async () => pass("yes"), ["B"]),
    ];
    const results = await checkClauses({ clauses, open });
    expect(verdicts(results)).toEqual(["A fail", "B not established", "C not established"]);
    expect(results[1]?.because).toBe("needs A name-A, which is: fail");
  });

  it("bring along what they need, when only some are asked for", async () => {
    const clauses = ["A", "B", "C"].map((id, n) => clause(id, async () => pass("yes"), n === 2 ? ["A"] : []));
    expect(verdicts(await checkClauses({ clauses, open, only: new Set(["name-C"]) }))).toEqual(["A pass", "C pass"]);
  });

  it("are closed whatever the check did; a thrown reason is no verdict on the program", async () => {
    closed.length = 0;
    const clauses = [
      clause("A", async () => {
        throw new NotEstablishedError("no helper took the lock");
      }),
      clause("RUN", async () => pass("yes")),
      clause("SLOW", () => new Promise(() => undefined)),
    ];
    const results = await checkClauses({ clauses, open, limitMs: 20 });
    expect(verdicts(results)).toEqual(["A not established", "RUN fail", "SLOW not established"]);
    expect(closed).toEqual(["A", "RUN", "SLOW"]);
    expect(results[0]?.transcript).toEqual([{ atMs: 1, text: "closed A" }]);
  });

  it("are closed also when the check itself is at fault", async () => {
    closed.length = 0;
    const broken = clause("A", async () => {
      throw new TypeError("a fault of the kit");
    });
    await expect(checkClauses({ clauses: [broken], open })).rejects.toThrow("a fault of the kit");
    expect(closed).toEqual(["A"]);
  });

  it("that say nothing here are not checked", async () => {
    const silent = { ...clause("A", async () => fail("no")), inapplicable: () => "no lease" };
    expect((await checkClauses({ clauses: [silent], open }))[0]).toMatchObject({
      verdict: "not applicable",
      because: "no lease",
    });
  });

  it("stop when told to, and what was begun is closed", async () => {
    closed.length = 0;
    const stop = new AbortController();
    const clauses = [
      clause("A", async () => pass("yes")),
      clause("B", () => new Promise(() => stop.abort())),
      clause("C", async () => pass("yes")),
    ];
    expect(verdicts(await checkClauses({ clauses, open, stop: stop.signal }))).toEqual(["A pass"]);
    expect(closed).toEqual(["A", "B"]);
  });
});
