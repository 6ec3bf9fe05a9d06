import { describe, expect, it } from "vitest";
import type { Fault, HealPlan } from "../../model/index.ts";
import { quietCluster, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const calm = watch(quietCluster());
const leader = calm.events.findLast(({ type }) => type === "leadership-claimed")?.host ?? 0;
const other = (leader + 1) % 3;
const recover = { kind: "admin", command: "recover" } as const;

function injected(...faults: readonly Fault[]) {
  const { events } = watch(quietCluster({ faults, durationUs: 80 * s }));
  return events.flatMap((event) =>
    event.type === "fault-injected" ? [{ index: event.index, host: event.host, atUs: event.atUs }] : [],
  );
}

describe("a fault strikes", () => {
  it("at its time", () => {
    expect(injected({ ...recover, host: 1, atUs: 60 * s })).toEqual([{ index: 0, host: 1, atUs: 60 * s }]);
  });

  it("or at what it waits for, the first at or after its time, and once; its host -1 is where that was seen", () => {
    const on = { event: "leadership-claimed", delayUs: 100 } as const;
    const first = calm.events.find(({ type, atUs }) => type === "leadership-claimed" && atUs >= 60 * s);
    expect(injected({ ...recover, host: -1, atUs: 60 * s, on })).toEqual([
      { index: 0, host: leader, atUs: (first?.atUs ?? 0) + 100 },
    ]);
  });

  it("only where it waits for it", () => {
    const on = { event: "leadership-claimed", host: other, delayUs: 0 } as const;
    expect(injected({ ...recover, host: -1, atUs: 60 * s, on })).toEqual([]);
  });

  it("the host it names, wherever its trigger was seen", () => {
    const on = { event: "leadership-claimed", delayUs: 0 } as const;
    expect(injected({ ...recover, host: other, atUs: 60 * s, on })).toMatchObject([{ host: other }]);
  });

  it("may wait for what another fault does", () => {
    const on = { event: "admin-command", delayUs: 5 } as const;
    const faults: readonly Fault[] = [
      { ...recover, host: 1, atUs: 60 * s },
      { ...recover, host: -1, atUs: 50 * s, on },
    ];
    expect(injected(...faults).map(({ index, atUs }) => [index, atUs])).toEqual([
      [0, 60 * s],
      [1, 60 * s + 5],
    ]);
  });

  it("at a random phase: anywhere within a range after what it waits for, the same for the same seed", () => {
    const on = { event: "leadership-claimed", delayUs: 10, withinUs: s } as const;
    const moments = ["a", "b", "c"].map((seed) => {
      const faults: readonly Fault[] = [{ ...recover, host: -1, atUs: 60 * s, on }];
      const { events } = watch(quietCluster({ seed, faults, durationUs: 70 * s }));
      const injectedUs = events.find(({ type }) => type === "fault-injected")?.atUs ?? 0;
      const seenUs = events.find(({ type, atUs }) => type === "leadership-claimed" && atUs >= 60 * s)?.atUs ?? 0;
      return injectedUs - seenUs;
    });
    for (const moment of moments) {
      expect(moment).toBeGreaterThanOrEqual(10);
      expect(moment).toBeLessThanOrEqual(10 + s);
    }
    expect(new Set(moments).size).toBe(3);
  });

  it("or another host than the one where that was seen, drawn", () => {
    const on = { event: "leadership-claimed", delayUs: 0, strikes: "other" } as const;
    const struck = ["a", "b", "c", "d", "e", "f"].map((seed) => {
      const run = watch(
        quietCluster({ seed, faults: [{ ...recover, host: -1, atUs: 60 * s, on }], durationUs: 65 * s }),
      );
      const claimed = run.events.findLast(({ type }) => type === "leadership-claimed")?.host;
      expect(run.struck).not.toBe(claimed);
      return run.struck;
    });
    expect(new Set(struck).size).toBeGreaterThan(1);
  });

  it("aims every -1 of a partition at the host of its trigger, and cuts nobody off from itself", () => {
    const on = { event: "leadership-claimed", delayUs: 0 } as const;
    const cut = [0, 1, 2].map((to) => [-1, to] as const);
    const fault: Fault = { kind: "partition", shape: "one-way", cut, atUs: 60 * s, on, forUs: s };
    const run = watch(quietCluster({ faults: [fault], durationUs: 65 * s }));
    const expected = [0, 1, 2].filter((to) => to !== leader).map((to) => [leader, to]);
    expect(run.after("partition-began")).toMatchObject([{ cut: expected }]);
  });
});

describe("a fault that lasts", () => {
  it("ends once, also if it never took hold", () => {
    const gone = { kind: "pause-process", host: 0, program: "lock-probe", atUs: 60 * s, forUs: s } as const;
    expect(
      watch(quietCluster({ faults: [gone] }))
        .after("fault-ended")
        .map(({ seconds }) => seconds),
    ).toEqual([0]);
    const stopped = watch(quietCluster({ faults: [{ ...gone, program: "recoverd" }] }));
    expect(stopped.after("fault-ended").map(({ seconds }) => seconds)).toEqual([1]);
  });
});

describe("the heal", () => {
  const plan: HealPlan = { atUs: 90 * s, core: [0, 1, 2] };
  const heal = (faults: readonly Fault[], changes: Partial<HealPlan> = {}) =>
    watch(quietCluster({ faults, heal: { ...plan, ...changes }, durationUs: 200 * s }));

  it("lets renewals of a lease arrive in time again", () => {
    const late = [0, 1, 2].map(
      (host) => ({ kind: "late-refresh", atUs: 60 * s, host, byUs: 8 * s, times: 99 }) as const,
    );
    const run = watch(quietCluster({ lock: "object-store", faults: late, heal: plan, durationUs: 200 * s }));
    const lost = run.after("lock-lost").map(({ seconds }) => seconds);
    expect(lost.filter((seconds) => seconds < 30).length).toBeGreaterThan(1);
    expect(lost.filter((seconds) => seconds > 45)).toEqual([]);
  });

  it("undoes what still lasts and injects nothing more", () => {
    const cut = [[0, 1] as const, [1, 0] as const];
    const run = heal([
      { kind: "partition", shape: "link", cut, atUs: 60 * s, forUs: 1000 * s },
      { ...recover, host: 0, atUs: 100 * s },
      { ...recover, host: 0, atUs: 70 * s, on: { event: "healed", delayUs: 0 } },
    ]);
    expect(run.after("fault-ended").map(({ index, seconds }) => [index, seconds])).toEqual([[0, 30]]);
    expect(run.after("partition-healed")).toHaveLength(1);
    expect(run.after("admin-command").filter(({ command }) => command === "recover")).toEqual([]);
  });

  it("continues, enables and gives the leader role back", () => {
    const commands = ["stop", "disable", "setleaderrole-off"] as const;
    const run = heal(commands.map((command) => ({ kind: "admin", host: other, command, atUs: 60 * s })));
    expect(run.after("flags-changed").findLast((event) => event.host === other)?.flags).toBe(0);
    expect(run.after("leader-role-set").findLast((event) => event.host === other)?.on).toBe(true);
  });

  it("leaves bans to be served out, and the run goes on for that long", () => {
    const run = heal([{ kind: "admin", host: other, command: "ban", forUs: 300 * s, atUs: 60 * s }]);
    expect(run.after("unbanned")[0]?.seconds).toBeCloseTo(300, 2);
    expect(run.result.endUs).toBeGreaterThan(360 * s);
  });

  it("starts what is down in the core, and powers the others off", () => {
    const dead: readonly Fault[] = [
      { kind: "crash-host", host: 0, atUs: 60 * s, forUs: 0 },
      { kind: "kill-process", host: 1, program: "ctdbd", atUs: 61 * s, restartUs: 0 },
    ];
    const run = heal(dead, { core: [0, 1] });
    expect(run.after("healed")).toMatchObject([{ core: [0, 1] }]);
    const states = run.result
      .view()
      .hosts.map(({ state, processes }) => [state, processes.some((p) => p.program === "ctdbd")]);
    expect(states).toEqual([
      ["up", true],
      ["up", true],
      ["off", false],
    ]);
    expect(run.after("recovery-completed").at(-1)?.seconds).toBeGreaterThan(30);
  });

  it("may leave the dead alone: the core is then who is left", () => {
    const run = heal([{ kind: "crash-host", host: other, atUs: 60 * s, forUs: 0 }], { restart: false });
    expect(run.after("healed")).toMatchObject([{ core: [0, 1, 2].filter((pnn) => pnn !== other) }]);
    expect(run.result.view().hosts[other]?.state).toBe("off");
  });

  it("starts everybody if nobody would be left", () => {
    const off = [0, 1, 2].map((host) => ({ kind: "crash-host", host, atUs: 60 * s, forUs: 0 }) as const);
    const run = heal(off, { restart: false });
    expect(run.after("healed")).toMatchObject([{ core: [0, 1, 2] }]);
    expect(run.after("recovery-completed")).toHaveLength(1);
  });

  it("starts a daemon again that was just shutting down", () => {
    const { timing } = quietCluster();
    const slow = { ...timing, scriptUs: [2 * s, 2 * s] as const };
    const faults: readonly Fault[] = [{ kind: "admin", host: other, command: "shutdown", atUs: 89 * s }];
    const run = watch(quietCluster({ faults, timing: slow, heal: plan, durationUs: 200 * s }));
    const started = run.after("process-started").find(({ program }) => program === "ctdbd");
    expect(started).toMatchObject({ host: other, seconds: 16 });
  });
});
