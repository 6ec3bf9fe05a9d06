import { describe, expect, it } from "vitest";
import type { Scenario, TakeoverDesign } from "../../model/index.ts";
import { quietCluster, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const designs: readonly TakeoverDesign[] = ["helper", "inline", "daemon"];
/** A node that is disabled after a minute: its address moves. */
const disabled: Partial<Scenario> = {
  faults: [{ kind: "admin", host: 2, atUs: 60 * s, command: "disable" }],
};

/** The moments, in seconds since the fault, at which somebody announced itself as the leader. */
function announcements(takeover: TakeoverDesign, set: Scenario["set"]): readonly number[] {
  return watch(quietCluster({ ...disabled, takeover, set }))
    .after("leadership-claimed")
    .map(({ seconds }) => seconds);
}

function longestGap(moments: readonly number[]): number {
  return moments.reduce((longest, at, index) => Math.max(longest, at - (moments[index - 1] ?? 0)), 0);
}

describe.each(designs)("takeover runs: %s", (takeover) => {
  const run = watch(quietCluster({ ...disabled, takeover }));
  const { events } = run;

  it("move the address of a node that may not host it", () => {
    const removed = run.after("address-removed")[0];
    const added = run.after("address-added")[0];
    expect(removed?.host).toBe(2);
    expect([0, 1]).toContain(added?.host);
    expect(added?.seconds).toBeGreaterThan(removed?.seconds ?? Number.POSITIVE_INFINITY);
    expect(added?.seconds).toBeLessThan(5);
  });

  it("go through the same phases", () => {
    const last = events.findLastIndex(({ type }) => type === "takeover-started");
    const phases = events.slice(last).flatMap((event) => (event.type === "takeover-phase" ? [event.phase] : []));
    expect(phases).toEqual(["tunables", "node-map", "known", "available", "start", "release", "take", "finish"]);
    expect(events.at(events.findLastIndex(({ type }) => type === "takeover-ended"))).toMatchObject({ ok: true });
  });

  it("start a helper, unless the recovery daemon makes them itself", () => {
    const helpers = events.filter((event) => event.type === "process-started" && event.program === "takeover-helper");
    expect(helpers.length > 0).toBe(takeover !== "inline");
  });
});

describe("an allocation that takes four seconds", () => {
  const set = { allocationUs: 4 * s };

  it("silences a leader that works it out itself, and no other", () => {
    expect(longestGap(announcements("inline", set))).toBeGreaterThan(4);
    expect(longestGap(announcements("helper", set))).toBeLessThan(2);
    expect(longestGap(announcements("daemon", set))).toBeLessThan(2);
  });

  it("keeps the address away for so long, whoever works it out", () => {
    for (const takeover of designs) {
      const [added] = watch(quietCluster({ ...disabled, takeover, set })).after("address-added");
      expect(added?.seconds, takeover).toBeGreaterThan(4);
      expect(added?.seconds, takeover).toBeLessThan(10);
    }
  });
});

it("one that takes longer than the leader time-out makes a leader that works it out itself be replaced again and again", () => {
  const elections = (takeover: TakeoverDesign) =>
    watch(quietCluster({ ...disabled, takeover, set: { allocationUs: 15 * s } })).after("election-started").length;
  expect(elections("inline")).toBeGreaterThan(2);
  expect(elections("helper")).toBe(0);
  expect(elections("daemon")).toBe(0);
});

it("a recovery calls off a run beside it, and makes another at its end", () => {
  const { events } = watch(
    quietCluster({
      takeover: "daemon",
      set: { allocationUs: 10 * s },
      faults: [
        { kind: "admin", host: 2, atUs: 60 * s, command: "disable" },
        { kind: "admin", host: 0, atUs: 64 * s, command: "recover" },
      ],
    }),
  );
  const later = events.filter(({ atUs }) => atUs > 60 * s);
  const killed = later.find(
    (event) => event.type === "process-exited" && event.program === "takeover-helper" && event.cause === "killed",
  );
  expect(killed?.atUs).toBeGreaterThan(64 * s);
  expect(killed?.atUs).toBeLessThan(67 * s);
  expect(later.findLast(({ type }) => type === "takeover-ended")).toMatchObject({ ok: true });
});
