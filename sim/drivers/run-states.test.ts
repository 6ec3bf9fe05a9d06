import { describe, expect, it } from "vitest";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;

function states(run: Watched, host: number) {
  return run.events.flatMap((event) =>
    event.type === "runstate-changed" && event.host === host ? [[event.runState, event.atUs / s] as const] : [],
  );
}

describe("a node that starts (§1.5)", () => {
  const run = watch(quietCluster());

  it("goes through its run states in order", () => {
    const order = ["init", "setup", "first-recovery", "startup", "running"];
    for (const host of [0, 1, 2]) expect(states(run, host).map(([state]) => state)).toEqual(order);
  });

  it("is RUNNING RerecoveryTimeout + 3 s after its first recovery, polls a second apart; addresses come when it is found healthy", () => {
    for (const host of [0, 1, 2]) {
      const at = Object.fromEntries(states(run, host));
      const waited = (at["running"] ?? 0) - (at["startup"] ?? 0);
      expect(waited).toBeGreaterThanOrEqual(13);
      expect(waited).toBeLessThan(14.1);
      const taken = run.events.find((event) => event.type === "address-added" && event.host === host);
      // Its first monitor event comes 2 s later; then it asks for a takeover run, which the leader makes in its next pass.
      const healthyS = (at["running"] ?? 0) + 2;
      expect((taken?.atUs ?? 0) / s).toBeGreaterThan(healthyS);
      expect((taken?.atUs ?? 0) / s).toBeLessThan(healthyS + 1.2);
    }
  });

  it("elects for the first time a leader time-out after its recovery daemon started", () => {
    const first = run.events.find(({ type }) => type === "election-started");
    const daemon = run.events.find((event) => event.type === "process-started" && event.program === "recoverd");
    expect(((first?.atUs ?? 0) - (daemon?.atUs ?? 0)) / s).toBeCloseTo(5, 1);
  });

  it("alone becomes a cluster of one: there is no quorum (§0.1)", () => {
    const alone = watch(quietCluster({ nodes: 1, clockOffsetUs: [0] }));
    expect(states(alone, 0).at(-1)?.[0]).toBe("running");
  });
});

describe("SHUTDOWN is one way (§1.5)", () => {
  const { timing } = quietCluster();
  const slow = { ...timing, scriptUs: [2 * s, 2 * s] as const };
  const shutDownAt = (atUs: number) => {
    const faults = [{ kind: "admin", host: 0, command: "shutdown", atUs }] as const;
    return states(watch(quietCluster({ faults, timing: slow, durationUs: 60 * s })), 0).at(-1)?.[0];
  };

  it("from RUNNING", () => {
    expect(shutDownAt(50 * s)).toBe("shutdown");
  });

  it.each([1, 3, 8, 20, 27])("from where its start-up is after %i s: that goes no further", (seconds) => {
    expect(shutDownAt(seconds * s)).toBe("shutdown");
  });
});
