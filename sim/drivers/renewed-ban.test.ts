import { describe, expect, it } from "vitest";
import type { Fault, Scenario } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const ms = 1_000;
const PERIOD_S = 20;
const OTHER = 2;

/** Node 2 is banned while a recovery runs whose databases are frozen; node 1 leads. */
function banned(recovery: "serial" | "parallel", forUs: number, dropped: readonly string[] = []): Watched {
  const faults: readonly Fault[] = [
    { kind: "admin", command: "recover", host: 0, atUs: 60 * s },
    { kind: "slow-script", host: 0, atUs: 59 * s, forUs: 10 * s, extraUs: 2 * s },
    { kind: "admin", command: "ban", host: OTHER, forUs, atUs: 62 * s },
  ];
  const scenario: Partial<Scenario> = {
    bootAtUs: [2 * s, 0, 2 * s],
    databases: [{ name: "v.tdb", kind: "volatile" }],
    recovery,
    faults,
    dropped,
    set: { recoveryBanPeriodUs: PERIOD_S * s },
    durationUs: 150 * s,
  };
  return watch(quietCluster(scenario));
}

/** When node 2 was banned, or its databases thawed, frozen …, in seconds since the start. */
function seen({ events }: Watched, type: string): readonly number[] {
  return events.flatMap((event) =>
    event.type === type && event.host === OTHER && event.atUs > 60 * s ? [event.atUs / s] : [],
  );
}

describe("a node that a recovery thaws in its ban", () => {
  it("serially: is banned again if that ends just then, is frozen by its recovery daemon, and serves after that", () => {
    const [thawedS = 0] = seen(banned("serial", 300 * s), "database-thawed");
    const [bannedS = 0] = seen(banned("serial", 300 * s), "banned");
    expect(thawedS).toBeGreaterThan(bannedS);
    const renewed = banned("serial", Math.round((thawedS - bannedS) * s) + 10 * ms, ["served-bans-end"]);
    const bans = renewed.events.flatMap((event) => (event.type === "banned" ? [event.reason] : []));
    expect(bans).toEqual(["admin", "self"]);
    const [, againS = 0] = seen(renewed, "banned");
    expect(seen(renewed, "unbanned").map((atS) => atS - againS)).toEqual([expect.closeTo(PERIOD_S, 3)]);
    expect(seen(renewed, "database-frozen").some((atS) => atS > againS && atS < againS + 2)).toBe(true);
  });

  it("in parallel: is banned again and again as shipped, for it is frozen once; repaired, it serves after its ban", () => {
    const shipped = banned("parallel", 5 * s, ["served-bans-end"]);
    const bans = shipped.events.flatMap((event) => (event.type === "banned" ? [event.reason] : []));
    expect(bans).toEqual(["admin", "self", "self", "self", "self", "self"]);
    expect(seen(shipped, "unbanned")).toEqual([]);
    const repaired = banned("parallel", 5 * s);
    expect(seen(repaired, "banned")).toHaveLength(1);
    expect(seen(repaired, "unbanned")).toHaveLength(1);
  });
});
