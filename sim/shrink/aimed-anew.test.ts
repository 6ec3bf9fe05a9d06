import { describe, expect, it } from "vitest";
import type { Fault } from "../../model/index.ts";
import { seeded } from "../choices/index.ts";
import { aimedAnew } from "./aimed-anew.ts";

const s = 1_000_000;

/** Many draws of the same fault. */
function drawn(fault: Fault, nodes: number): Fault[] {
  const choices = seeded("aims");
  const target = { nodes, partialCutMaxUs: 60 * s };
  return Array.from({ length: 300 }, () => aimedAnew(choices, fault, 7, target)).filter((one) => one !== undefined);
}

describe("a fault that is aimed anew", () => {
  it("strikes the host of its trigger, or one that there is", () => {
    const faults = drawn({ kind: "crash-host", atUs: 0, host: 6, forUs: 0 }, 2);
    const hosts = new Set(faults.map((fault) => ("host" in fault ? fault.host : undefined)));
    expect([...hosts].sort()).toEqual([-1, 0, 1]);
    for (const fault of faults) {
      expect("host" in fault && fault.host === -1).toBe(fault.on !== undefined);
      expect(fault).toMatchObject({ kind: "crash-host", atUs: 7, forUs: 0 });
    }
  });

  it("does not pause anything for longer than it did, nor move a clock further", () => {
    const pause: Fault = { kind: "pause-host", atUs: 0, host: 0, forUs: 8 * s };
    const step: Fault = { kind: "clock-step", atUs: 0, host: 0, byUs: -3 };
    expect(new Set(drawn(pause, 3).map((fault) => "forUs" in fault && fault.forUs))).toEqual(new Set([8 * s]));
    expect(new Set(drawn(step, 3).map((fault) => "byUs" in fault && fault.byUs))).toEqual(new Set([-3]));
  });

  it("holds up no more than the nemesis does", () => {
    const slow: Fault = { kind: "slow-exec", atUs: 0, host: 0, forUs: s, extraUs: s };
    const extras = drawn(slow, 1).map((fault) => ("extraUs" in fault ? fault.extraUs : 0));
    expect(Math.max(...extras)).toBe(12 * s);
  });

  it("has no place for a cut in a cluster of one", () => {
    const cut: Fault = { kind: "partition", atUs: 0, forUs: s, shape: "link", cut: [[0, 1]] };
    expect(drawn(cut, 1)).toEqual([]);
  });

  it("cuts a single path for no longer than a partial cut may last, and never of a host that is not there", () => {
    const cut: Fault = {
      kind: "partition",
      atUs: 0,
      forUs: 150 * s,
      shape: "isolate",
      cut: [
        [0, 4],
        [4, 0],
      ],
    };
    for (const fault of drawn(cut, 3)) {
      if (fault.kind !== "partition") throw new Error("another kind");
      expect(fault.forUs).toBeLessThanOrEqual(60 * s);
      expect(Math.max(...fault.cut.flat())).toBeLessThan(3);
    }
  });
});
