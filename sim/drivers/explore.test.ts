import { describe, expect, it } from "vitest";
import { standardModel } from "../../model/index.ts";
import { quietCluster, strikeLeader } from "../quiet-cluster.ts";
import { type ExploreOptions, explore } from "./explore.ts";

const s = 1_000_000;
const { timing } = quietCluster();

/** Two nodes whose packets are fast or slow; their leader's helper is killed. */
const scenario = quietCluster({
  nodes: 2,
  clockOffsetUs: [0, 0],
  timing: { ...timing, networkUs: [100, 5_000], bootUs: [0, 0] },
  faults: [strikeLeader({ kind: "kill-process", program: "lock-helper", restartUs: 0 })],
  durationUs: 64 * s,
});

function exploring(changes: Partial<ExploreOptions>) {
  const runs: { readonly varied: readonly number[]; readonly hash: string; readonly struckUs: number }[] = [];
  const exploration = explore(scenario, {
    model: standardModel(),
    decisions: 3,
    labels: ["network"],
    fromUs: 60 * s,
    shiftUs: 0,
    shifts: 1,
    runsMax: 1_000,
    begin: () => {
      let struckUs = 0;
      return {
        observe: (event) => {
          if (event.type === "fault-injected") struckUs = event.atUs;
        },
        end: (result, _scenario, varied) => runs.push({ varied, hash: result.traceHash, struckUs }) > 0,
      };
    },
    ...changes,
  });
  return { ...exploration, made: runs };
}

describe("an exploration", () => {
  it("tries every combination of the least and the greatest value: 2 to the power of 3 runs", () => {
    const { runs, exhausted, made } = exploring({});
    expect([runs, exhausted]).toEqual([8, true]);
    const values = made.map(({ varied }) =>
      varied
        .slice(1)
        .map((value) => (value === 0 ? 0 : 1))
        .join(""),
    );
    expect(values).toEqual(["000", "001", "010", "011", "100", "101", "110", "111"]);
    // The greatest value of a range of 4,901 latencies.
    expect(made.at(-1)?.varied).toEqual([0, 4_900, 4_900, 4_900]);
    expect(new Set(made.map(({ hash }) => hash)).size).toBe(8);
  });

  it("tries them for each moment of the faults: 3 times 4 runs", () => {
    const { runs, exhausted, made } = exploring({ decisions: 2, shifts: 3, shiftUs: 1 * s });
    expect([runs, exhausted]).toEqual([12, true]);
    const seconds = new Set(made.map(({ struckUs }) => Math.floor(struckUs / s)));
    expect(seconds.size).toBe(3);
  });

  it("makes one run when nothing is varied", () => {
    expect(exploring({ decisions: 0 })).toMatchObject({ runs: 1, exhausted: true });
    expect(exploring({ labels: ["nothing has this label"] })).toMatchObject({ runs: 1, exhausted: true });
    expect(exploring({ fromUs: 1_000 * s })).toMatchObject({ runs: 1, exhausted: true });
  });

  it("stops at its bound, and when a visit has seen enough", () => {
    expect(exploring({ runsMax: 5 })).toMatchObject({ runs: 5, exhausted: false });
    let visits = 0;
    const begin = () => ({ observe: () => undefined, end: () => ++visits < 3 });
    expect(exploring({ begin })).toMatchObject({ runs: 3, exhausted: false });
  });

  it("passes on an error of a run", () => {
    const begin = () => ({
      observe: () => {
        throw new Error("a property failed to fold");
      },
      end: () => true,
    });
    expect(() => exploring({ begin })).toThrow("a property failed to fold");
  });
});
