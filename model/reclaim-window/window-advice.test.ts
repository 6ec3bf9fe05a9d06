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

/** Clients of NLM, and of NFSv4, that may be slower than a grace. */
const slow = ["W2 may-fail", "W2 may-fail"] as const;

describe("the matrix (facts/ip-nfs.md §6.2): a death, an address given up, slow clients, smbd, healthy, untold", () => {
  test.each([
    ["none", ["W1 fails", "W1 fails", "W3 fails", "W5 may-fail"]],
    ["kernel-2026", ["W1 fails", "W1 fails", "W3 fails", "W5 may-fail"]],
    ["movers-after-takeip", ["W1 fails", "W1 fails", "W3 fails", "W4 fails", "W5 may-fail"]],
    ["all-after-takeip", ["W1 fails", "W1 fails", ...slow, "W3 fails", "W4 fails", "W5 may-fail"]],
    ["all-barrier", ["W1 fails", "W1 holds", ...slow, "W3 fails", "W4 fails", "W5 may-fail"]],
    ["keep-barrier", ["W1 fails", "W1 holds", ...slow, "W3 fails", "W5 may-fail"]],
    ["per-address", ["W1 fails", "W1 fails", "W3 fails", "W5 may-fail"]],
    ["fs-hold-timers", ["W1 holds", "W1 holds", ...slow, "W3 fails", "W5 may-fail"]],
    ["fs-hold-coordinated", ["W1 holds", "W1 holds", "W2 holds", "W2 holds", "W3 fails", "W5 holds"]],
    ["clustered-epochs", ["W1 holds", "W1 holds", "W2 holds", "W3 fails"]],
    ["fs-remember", ["W1 holds", "W1 holds", "W3 holds", "W5 holds"]],
    ["lock-managers", ["W1 holds", "W1 holds", "W2 may-fail", "W2 holds", "W3 holds", "W5 may-fail"]],
    ["one-mount", ["W1 holds", "W1 holds", "W2 may-fail", "W2 may-fail", "W3 holds", "W5 may-fail"]],
    ["statd-2012", ["W1 fails", "W1 fails", ...slow, "W3 fails", "W4 fails", "W5 fails"]],
  ] as const)("%s", (grace, expected) => expect(said(grace)).toEqual(expected));

  test("only one design can be empty whoever locks", () => {
    const terms = windowTerms(inputs());
    expect(graceNames.filter((grace) => windowAdvice(grace, terms).isEmpty)).toEqual(["fs-remember"]);
  });
});

describe("W1 of a death", () => {
  const first = (changes: Partial<WindowInputs>, grace: GraceName = "keep-barrier") =>
    windowAdvice(grace, windowTerms(inputs(changes))).conditions[0];

  /** A recovery in which an event script that hangs counts as done, so that it ends by itself. */
  const ending = (set: Parameters<typeof constantsWith>[0] = {}) => constantsWith({ recoverTimeoutUs: 31 * s, ...set });
  // Detection 30, leader 8, TTL 9, loop 1, databases 3 x 31 + 1, events 3 x 30, questions 36, barrier 27.
  const mostUs = 295 * s;
  const of = (changes: Partial<WindowInputs>, grace?: GraceName) => first({ constants: ending(), ...changes }, grace);

  test("is empty if and only if the file system is slower than CTDB", () => {
    expect(of({ releaseUs: [mostUs + 1, mostUs + 1] })?.judgement).toBe("holds");
    expect(of({ releaseUs: [mostUs, mostUs] })?.judgement).toBe("may-fail");
    expect(of({ releaseUs: [mostUs - s, mostUs] })?.inequality?.shortUs).toBe(s);
    // Nobody is found dead within 25 s.
    expect(of({ releaseUs: [25 * s, 25 * s] })?.judgement).toBe("fails");
    expect(of({ releaseUs: [1, 25 * s + 1] })?.judgement).toBe("may-fail");
  });

  test("is never sure while a recovery that fails by a hanging event is begun again, or nobody is banned", () => {
    const late = { releaseUs: [9_999 * s, 9_999 * s] } as const;
    const judged = first(late);
    expect(judged?.judgement).toBe("may-fail");
    expect(judged?.inequality?.shortUs).toBe(Number.POSITIVE_INFINITY);
    expect(judged?.remedy?.sentence).toContain("RecoverTimeout longer than EventScriptTimeout");
    const unbanned = of({ ...late, constants: ending({ enableBans: 0 }) });
    expect(unbanned?.judgement).toBe("may-fail");
    expect(unbanned?.remedy?.sentence).toContain("EnableBans=1");
    expect(of(late)?.judgement).toBe("holds");
  });

  test("is never sure where the leader's lock waits for the same file system", () => {
    expect(of({ lock: "fcntl", releaseUs: [1_000 * s, 1_000 * s] })?.judgement).toBe("may-fail");
    expect(of({ lock: "none", releaseUs: [mostUs - 9 * s + 1, mostUs - 9 * s + 1] })?.judgement).toBe("holds");
  });

  test("opens again when a hold is too short", () => {
    const held = (holdLongestUs: number) => of({ constants: ending({ holdLongestUs }) }, "fs-hold-timers")?.judgement;
    expect([held(0), held(mostUs + 1), held(mostUs), held(25 * s)]).toEqual(["holds", "holds", "may-fail", "fails"]);
  });

  test("without a barrier lasts until the last node has restarted its lock manager, a pause longer", () => {
    const releaseUs = [mostUs + 1, mostUs + 1] as const;
    expect(of({ releaseUs }, "all-barrier")?.judgement).toBe("holds");
    expect(of({ releaseUs }, "all-after-takeip")?.inequality?.shortUs).toBe(2 * s - 1);
  });

  test("where not every server enters grace names what would, and what must hold then", () => {
    const { remedy, inequality } = of({}, "kernel-2026") ?? {};
    expect(inequality).toBeNull();
    expect(remedy?.sentence).toContain("keep-barrier");
    expect(remedy?.inequality?.lesser).toEqual(of({}, "keep-barrier")?.inequality?.lesser);
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
  const second = (
    changes: Partial<WindowInputs>,
    grace: GraceName = "keep-barrier",
    protocol: "NLM" | "NFSv4" = "NFSv4",
  ) =>
    windowAdvice(grace, windowTerms(inputs(changes))).conditions.find(
      ({ window, title }) => window === "W2" && title.startsWith(protocol),
    );

  test("leaves a client what is left of grace after the move and the lease, or the notice", () => {
    expect(second({ reclaimUs: 3 * s - 1 })?.judgement).toBe("holds");
    expect(second({ reclaimUs: 3 * s })?.judgement).toBe("may-fail");
    expect(second({})?.why).toContain("later than 3 s");
    expect(second({}, "keep-barrier", "NLM")?.why).toContain("later than 53 s");
    expect(second({}, "all-barrier", "NLM")?.why).toContain("later than 13 s");
    expect(second({ leaseUs: 90 * s, reclaimUs: 0 })?.why).toContain("before every client has been told");
  });

  test("says another sentence where it holds", () => {
    expect(second({ reclaimUs: 0 })?.why).not.toBe(second({})?.why);
    expect(second({ reclaimUs: 0 })?.remedy).toBeUndefined();
  });

  test("of a server that is restarted counts the lease of nfsd against its grace, not lockd's", () => {
    const judged = second({ reclaimUs: 0, leaseUs: 90 * s }, "all-barrier");
    expect([judged?.judgement, judged?.inequality?.greater]).toEqual(["may-fail", ["v4-grace"]]);
    const constants = constantsWith({ v4GraceUs: 118 * s });
    expect(second({ reclaimUs: 0, leaseUs: 90 * s, constants }, "all-barrier")?.judgement).toBe("holds");
  });

  test("counts no barrier where there is none", () => {
    expect(second({}, "all-after-takeip", "NLM")?.inequality?.lesser).toEqual(["spread", "notice", "reclaim"]);
  });

  test("of lock managers is the grace of the address against the slowest client: move, notice, reclaim", () => {
    // 90 s of grace, 27 s of the run, 10 s of sm-notify.
    const judged = (reclaimUs: number) => second({ reclaimUs }, "lock-managers", "NLM");
    expect([judged(53 * s - 1)?.judgement, judged(53 * s)?.judgement]).toEqual(["holds", "may-fail"]);
    expect(judged(53 * s)?.inequality?.lesser).toEqual(["barrier", "notice", "reclaim"]);
  });

  test("of a grace that is lifted together is empty unless a timer ends it", () => {
    const constants = constantsWith({ graceLongestUs: 60 * s });
    expect(second({ constants }, "fs-hold-coordinated")?.judgement).toBe("may-fail");
  });
});

describe("W5", () => {
  const last = (records: WindowInputs["records"], grace: GraceName, set: Parameters<typeof constantsWith>[0] = {}) =>
    windowAdvice(grace, windowTerms(inputs({ records, constants: constantsWith(set) }))).conditions.at(-1);

  test("records in a directory of the cluster lose nobody, no records everybody", () => {
    expect(last("shared-directory", "all-barrier")?.judgement).toBe("holds");
    expect(last("database", "all-barrier")?.judgement).toBe("may-fail");
    expect(last("none", "all-barrier")).toMatchObject({ judgement: "fails", why: expect.stringContaining("nobody") });
    expect(last("shared-directory", "statd-2012")?.judgement).toBe("fails");
  });

  test("is asked of servers that keep their locks, too", () => {
    for (const grace of ["keep-barrier", "per-address", "fs-hold-timers", "kernel-2026"] as const) {
      expect(last("database", grace)).toMatchObject({ window: "W5", judgement: "may-fail" });
      expect(last("shared-directory", grace)).toMatchObject({ window: "W5", judgement: "holds" });
    }
  });

  test("nobody takes the lock while a grace waits for who is not told; unless it does not wait for ever", () => {
    expect(last("none", "fs-hold-coordinated")?.judgement).toBe("holds");
    expect(last("none", "fs-hold-coordinated", { graceLongestUs: 60 * s })?.judgement).toBe("fails");
  });
});

test("every condition that does not hold has a run that would show it and a remedy, and no other has", () => {
  const terms = windowTerms(inputs());
  for (const grace of graceNames)
    for (const { judgement, witness, remedy } of windowAdvice(grace, terms).conditions)
      expect([witness !== undefined, remedy !== undefined]).toEqual(Array(2).fill(judgement !== "holds"));
});

test("a sum falls short by the difference", () => {
  const terms = windowTerms(inputs());
  expect(judge(terms, { greater: ["kept-grace"], lesser: ["restart-grace"] })).toMatchObject({ judgement: "holds" });
  expect(judge(terms, { greater: ["restart-grace"], lesser: ["kept-grace"] })).toMatchObject({
    judgement: "fails",
    shortUs: 40 * s,
  });
});
