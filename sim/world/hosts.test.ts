import { describe, expect, it } from "vitest";
import type { Fault } from "../../model/index.ts";
import { quietCluster, strikeLeader, watch } from "../quiet-cluster.ts";

const s = 1_000_000;

/** The host that leads a quiet cluster after a minute. */
const leader = watch(quietCluster()).events.findLast(({ type }) => type === "leadership-claimed")?.host ?? 0;

function pause(atS: number, forS: number): Fault {
  return { kind: "pause-host", host: leader, atUs: atS * s, forUs: forS * s };
}

describe("a paused host", () => {
  const run = watch(quietCluster({ faults: [pause(60, 3)] }));

  it("shows nothing of itself until it is resumed", () => {
    const shown = run.events.filter(({ host, atUs }) => host === leader && atUs > 60 * s && atUs < 63 * s);
    expect(shown).toEqual([]);
  });

  it("then handles everything that waited: two announcements fell out, the next comes at once", () => {
    const claims = run.after("leadership-claimed").map(({ seconds }) => seconds);
    expect(claims[0]).toBeGreaterThanOrEqual(3);
    expect(claims[0]).toBeLessThan(3.01);
    expect((claims[1] ?? 0) - (claims[0] ?? 0)).toBeCloseTo(1, 2);
  });
});

describe("the lock of a host that is powered off", () => {
  const off = strikeLeader({ kind: "crash-host", forUs: 0 });

  it.each([0, 20])("is freed by the storage after its recovery, %i s", (recoveryS) => {
    const storage = { lockRecoveryUs: recoveryS * s, expelPausedUs: 0 };
    const freed = watch(quietCluster({ faults: [off], storage })).after("lock-freed")[0];
    expect(freed).toMatchObject({ cause: "host-down", seconds: recoveryS });
  });
});

describe("the lock of a paused host", () => {
  const expel = { lockRecoveryUs: 0, expelPausedUs: 10 * s };
  const freedBy = (faults: readonly Fault[], storage = expel) =>
    watch(quietCluster({ faults, storage }))
      .after("lock-freed")
      .filter(({ cause }) => cause === "storage-failover");

  it("stays", () => {
    expect(freedBy([pause(60, 20)], { lockRecoveryUs: 0, expelPausedUs: 0 })).toEqual([]);
  });

  it("goes after expelPausedUs if the storage expels whoever is silent for so long", () => {
    expect(freedBy([pause(60, 20)])).toMatchObject([{ host: leader, seconds: 10 }]);
    expect(freedBy([pause(60, 9)])).toEqual([]);
  });

  it("stays through two pauses that are each shorter than that", () => {
    expect(freedBy([pause(60, 5), pause(66, 8)])).toEqual([]);
  });
});

describe("a clock that is ahead", () => {
  it("changes no order and no interval", () => {
    const offsetUs = [0, 1, 2].map((pnn) => (pnn === leader ? 1_000 * s : 0));
    const run = watch(quietCluster({ clockOffsetUs: offsetUs, faults: [pause(60, 3)] }));
    expect(run.result.traceHash).toBe(watch(quietCluster({ faults: [pause(60, 3)] })).result.traceHash);
  });
});
