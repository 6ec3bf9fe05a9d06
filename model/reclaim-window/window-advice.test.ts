import { describe, expect, test } from "vitest";
import { constantsWith } from "../constants/index.ts";
import { type GraceName, graceNames } from "../words/index.ts";
import { judge } from "./inequality.ts";
import { windowAdvice } from "./window-advice.ts";
import { type WindowInputs, windowTerms } from "./window-terms.ts";

const s = 1_000_000;

function inputs(changes: Partial<WindowInputs> = {}): WindowInputs {
  return {
    constants: constantsWith({}),
    lock: "etcd-ttl",
    releaseUs: [5 * s, 5 * s],
    leaseUs: 60 * s,
    reclaimUs: Number.POSITIVE_INFINITY,
    records: "database",
    ...changes,
  };
}

/** What is said of a design: `W1 fails`, in order. */
function said(grace: GraceName, changes: Partial<WindowInputs> = {}): readonly string[] {
  const { conditions } = windowAdvice(grace, windowTerms(inputs(changes)));
  return conditions.map(({ window, judgement }) => `${window} ${judgement}`);
}

describe("the matrix (facts/ip-nfs.md §6.2): a death, an address given up, slow clients, smbd, healthy, untold", () => {
  test.each([
    ["none", ["W1 fails", "W1 fails", "W3 fails"]],
    ["kernel-2026", ["W1 fails", "W1 fails", "W3 fails"]],
    ["movers-after-takeip", ["W1 fails", "W1 fails", "W3 fails", "W4 fails", "W5 fails"]],
    ["all-after-takeip", ["W1 fails", "W1 fails", "W2 may-fail", "W3 fails", "W4 fails", "W5 fails"]],
    ["all-barrier", ["W1 fails", "W1 holds", "W2 may-fail", "W3 fails", "W4 fails", "W5 fails"]],
    ["keep-barrier", ["W1 fails", "W1 holds", "W2 may-fail", "W3 fails"]],
    ["per-address", ["W1 fails", "W1 fails", "W3 fails"]],
    ["fs-hold-timers", ["W1 holds", "W1 holds", "W2 may-fail", "W3 fails"]],
    ["fs-hold-coordinated", ["W1 holds", "W1 holds", "W2 holds", "W3 fails"]],
    ["clustered-epochs", ["W1 holds", "W1 holds", "W2 holds", "W3 fails"]],
    ["fs-remember", ["W1 holds", "W1 holds", "W3 holds"]],
    ["lock-managers", ["W1 holds", "W1 holds", "W2 may-fail", "W3 holds", "W5 fails"]],
    ["one-mount", ["W1 holds", "W1 holds", "W2 may-fail", "W3 holds", "W5 fails"]],
    ["statd-2012", ["W1 fails", "W1 fails", "W2 may-fail", "W3 fails", "W4 fails", "W5 fails"]],
  ] as const)("%s", (grace, expected) => expect(said(grace)).toEqual(expected));

  test("only one design can be empty whoever locks", () => {
    const terms = windowTerms(inputs());
    expect(graceNames.filter((grace) => windowAdvice(grace, terms).isEmpty)).toEqual(["fs-remember"]);
  });
});

describe("W1 of a death", () => {
  const first = (changes: Partial<WindowInputs>, grace: GraceName = "keep-barrier") =>
    windowAdvice(grace, windowTerms(inputs(changes))).conditions[0];

  // Detection 30, leader 8, TTL 9, loop 1, recovery 30, barrier 27.
  const mostUs = 105 * s;

  test("is empty if and only if the file system is slower than CTDB", () => {
    expect(first({ releaseUs: [mostUs + 1, mostUs + 1] })?.judgement).toBe("holds");
    expect(first({ releaseUs: [mostUs, mostUs] })?.judgement).toBe("may-fail");
    expect(first({ releaseUs: [mostUs - s, mostUs] })?.inequality?.shortUs).toBe(s);
    // Nobody is found dead within 25 s.
    expect(first({ releaseUs: [25 * s, 25 * s] })?.judgement).toBe("fails");
    expect(first({ releaseUs: [1, 25 * s + 1] })?.judgement).toBe("may-fail");
  });

  test("is never sure where the leader's lock waits for the same file system", () => {
    expect(first({ lock: "fcntl", releaseUs: [1_000 * s, 1_000 * s] })?.judgement).toBe("may-fail");
    expect(first({ lock: "none", releaseUs: [96 * s + 1, 96 * s + 1] })?.judgement).toBe("holds");
  });

  test("opens again when a hold is too short", () => {
    const held = (holdLongestUs: number) =>
      first({ constants: constantsWith({ holdLongestUs }) }, "fs-hold-timers")?.judgement;
    expect([held(0), held(mostUs + 1), held(mostUs), held(25 * s)]).toEqual(["holds", "holds", "may-fail", "fails"]);
  });
});

test("locks are kept for the next lock manager as long as nothing bounds that, or it comes in time", () => {
  const first = (holdLongestUs: number) => {
    const terms = windowTerms(inputs({ constants: constantsWith({ holdLongestUs }) }));
    return windowAdvice("lock-managers", terms)
      .conditions.slice(0, 2)
      .map(({ judgement }) => judgement);
  };
  expect(first(0)).toEqual(["holds", "holds"]);
  expect(first(60 * s)).toEqual(["may-fail", "holds"]);
  expect(first(20 * s)).toEqual(["fails", "may-fail"]);
});

describe("W2", () => {
  const second = (changes: Partial<WindowInputs>, grace: GraceName = "keep-barrier") =>
    windowAdvice(grace, windowTerms(inputs(changes))).conditions.find(({ window }) => window === "W2");

  test("leaves a client what is left of grace after the move and the lease", () => {
    expect(second({ reclaimUs: 3 * s - 1 })?.judgement).toBe("holds");
    expect(second({ reclaimUs: 3 * s })?.judgement).toBe("may-fail");
    expect(second({})?.why).toContain("later than 3 s");
    expect(second({}, "all-barrier")?.why).toContain("later than 13 s");
    expect(second({ leaseUs: 90 * s, reclaimUs: 0 })?.why).toContain("before every client has been told");
  });

  test("of lock managers is the grace of the address against the slowest client: move, notice, reclaim", () => {
    // 90 s of grace, 27 s of the run, 10 s of sm-notify.
    const judged = (reclaimUs: number) => second({ reclaimUs }, "lock-managers");
    expect([judged(53 * s - 1)?.judgement, judged(53 * s)?.judgement]).toEqual(["holds", "may-fail"]);
    expect(judged(53 * s)?.inequality?.lesser).toEqual(["barrier", "notice", "reclaim"]);
  });

  test("of a grace that is lifted together is empty unless a timer ends it", () => {
    const constants = constantsWith({ graceLongestUs: 60 * s });
    expect(second({ constants }, "fs-hold-coordinated")?.judgement).toBe("may-fail");
  });
});

test("records in a directory of the cluster lose nobody, no records everybody", () => {
  const last = (records: WindowInputs["records"], grace: GraceName) =>
    windowAdvice(grace, windowTerms(inputs({ records }))).conditions.at(-1);
  expect(last("shared-directory", "all-barrier")?.judgement).toBe("holds");
  expect(last("none", "all-barrier")?.why).toContain("nobody is told");
  expect(last("shared-directory", "statd-2012")?.judgement).toBe("fails");
});

test("every condition that does not hold has a run that would show it, and no other has", () => {
  const terms = windowTerms(inputs());
  for (const grace of graceNames)
    for (const { judgement, witness } of windowAdvice(grace, terms).conditions)
      expect(witness !== undefined).toBe(judgement !== "holds");
});

test("a sum falls short by the difference", () => {
  const terms = windowTerms(inputs());
  expect(judge(terms, { greater: ["kept-grace"], lesser: ["restart-grace"] })).toMatchObject({ judgement: "holds" });
  expect(judge(terms, { greater: ["restart-grace"], lesser: ["kept-grace"] })).toMatchObject({
    judgement: "fails",
    shortUs: 40 * s,
  });
});
