import { afterEach, describe, expect, it, vi } from "vitest";
import { standardModel, type TraceEvent } from "../../model/index.ts";
import { drawScenario } from "../nemesis/index.ts";
import { quietCluster, strikeLeader, watch } from "../quiet-cluster.ts";
import { simulate } from "./simulate.ts";

const s = 1_000_000;
const drawn = (seed: string) => drawScenario(seed, { lock: "fcntl", set: {}, dropped: [] });

describe("a run", () => {
  it("is the same for the same seed, event by event", () => {
    const [one, two] = [watch(drawn("same")), watch(drawn("same"))];
    expect(two.result.traceHash).toBe(one.result.traceHash);
    expect([two.result.events, two.result.draws]).toEqual([one.result.events, one.result.draws]);
    expect(two.events).toEqual(one.events);
  });

  it("is another for another seed", () => {
    const hashes = ["a", "b", "c"].map((seed) => watch(drawn(seed)).result.traceHash);
    expect(new Set(hashes).size).toBe(3);
  });

  it("is the same whoever looks on, and however far one looks ahead", () => {
    const faults = [strikeLeader({ kind: "kill-process", program: "ctdbd", restartUs: 5 * s })];
    const whole = watch(quietCluster({ faults }));
    const seen: TraceEvent[] = [];
    simulate(quietCluster({ faults }), {
      model: standardModel(),
      observe: (event) => seen.push(event),
      untilUs: 70 * s,
    });
    // Nothing that a repair would change happens here.
    expect(seen).toEqual(whole.events.filter(({ atUs }) => atUs <= 70 * s));
  });

  it("draws nothing where nothing is left to decide", () => {
    expect(
      watch(quietCluster({ timing: { ...quietCluster().timing, bootUs: [0, 0] }, durationUs: s })).result.draws,
    ).toBe(0);
  });

  it("boots each host at its moment, if those are given", () => {
    const run = watch(quietCluster({ bootAtUs: [3, 1, 2], durationUs: s }));
    const started = run.events.filter(({ type }) => type === "host-started").map(({ host, atUs }) => [host, atUs]);
    expect(started).toEqual([
      [1, 1],
      [2, 2],
      [0, 3],
    ]);
  });

  it("lets timers go off late: periods stretch by it", () => {
    const late = { ...quietCluster().timing, timerLateUs: [2_000, 2_000] as const };
    const claims = watch(quietCluster({ timing: late })).events.filter(({ type }) => type === "leadership-claimed");
    const gaps = claims.slice(1).map(({ atUs }, index) => atUs - (claims[index]?.atUs ?? 0));
    expect(new Set(gaps)).toEqual(new Set([s + 2_000]));
  });

  it("ends after so many events where it does not come to an end by itself", () => {
    const result = simulate(quietCluster(), { model: standardModel(), observe: () => undefined, eventsMax: 100 });
    expect(result.events).toBe(100);
    expect(result.endUs).toBeLessThan(quietCluster().durationUs);
  });

  it("can be looked at, when and wherever it stands", () => {
    const result = simulate(quietCluster(), { model: standardModel(), observe: () => undefined, untilUs: 60 * s });
    const view = result.view();
    expect(view.atUs).toBe(60 * s);
    const programs = view.hosts.flatMap(({ processes }) => processes.map(({ program }) => program));
    expect(programs.filter((program) => program === "ctdbd")).toHaveLength(3);
    expect(programs.filter((program) => program === "lock-helper")).toHaveLength(1);
    const stacks = view.hosts.flatMap(({ processes }) => processes.flatMap(({ stack }) => stack));
    expect(stacks).toContainEqual({ chart: "main-loop", state: "rest", waitsFor: "loopIsDue" });
    expect(stacks).toContainEqual({ chart: "fcntl-helper", state: "hold", waitsFor: "never" });
  });
});

describe("a run reads neither clock nor entropy", () => {
  const forbidden = () => {
    throw new Error("read from the machine");
  };
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  function setTraps(): void {
    vi.spyOn(Math, "random").mockImplementation(forbidden);
    vi.stubGlobal("Date", new Proxy(Date, { apply: forbidden, construct: forbidden, get: forbidden }));
    for (const name of ["performance", "crypto"]) vi.stubGlobal(name, new Proxy({}, { get: forbidden }));
    for (const name of ["setTimeout", "setInterval", "setImmediate", "queueMicrotask"]) vi.stubGlobal(name, forbidden);
    vi.spyOn(process, "hrtime").mockImplementation(forbidden);
    vi.spyOn(process, "cwd").mockImplementation(forbidden);
  }

  it.each(["fcntl", "none"] as const)("not even with every fault there is, lock %s", (lock) => {
    const run = () => {
      let events = 0;
      const scenario = drawScenario("trap", { lock, set: {}, dropped: [], strategy: "knobs" });
      const { traceHash } = simulate(scenario, { model: standardModel(), observe: () => events++ });
      return { traceHash, events };
    };
    const free = run();
    setTraps();
    let trapped: ReturnType<typeof run> | undefined;
    let bites = 0;
    try {
      trapped = run();
      for (const bite of [() => Math.random(), () => Date.now(), () => new Date(), () => performance.now()]) {
        try {
          bite();
        } catch {
          bites += 1;
        }
      }
    } finally {
      vi.unstubAllGlobals();
      vi.restoreAllMocks();
    }
    expect(bites).toBe(4);
    expect(trapped).toEqual(free);
  });
});
