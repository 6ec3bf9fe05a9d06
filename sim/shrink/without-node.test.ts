import { describe, expect, it } from "vitest";
import type { Fault, Scenario } from "../../model/index.ts";
import { drawScenario } from "../nemesis/index.ts";
import { withoutNode } from "./without-node.ts";

const faults: readonly Fault[] = [
  { kind: "crash-host", atUs: 1, host: 2, forUs: 1 },
  { kind: "pause-host", atUs: 2, host: 1, forUs: 1 },
  { kind: "slow-link", atUs: 3, from: 2, to: 0, forUs: 1, extraUs: 1 },
  { kind: "break-connection", atUs: 4, from: 0, to: 1, prefix: 0 },
  {
    kind: "partition",
    atUs: 5,
    forUs: 1,
    shape: "halves",
    cut: [
      [0, 2],
      [2, 0],
      [0, 1],
    ],
  },
  {
    kind: "kill-process",
    atUs: 6,
    host: -1,
    program: "recoverd",
    restartUs: 0,
    on: { event: "lock-taken", delayUs: 0 },
  },
];

function scenario(changes: Partial<Scenario> = {}): Scenario {
  const drawn = drawScenario("without-node", { lock: "fcntl", nodes: 3, set: {}, dropped: [] });
  return { ...drawn, faults, clockOffsetUs: [10, 11, 12], heal: { atUs: 9, core: [0, 2] }, ...changes };
}

describe("a cluster without one of its nodes", () => {
  it("keeps the faults of the others, under their new numbers", () => {
    const left = withoutNode(scenario(), 1);
    expect(left?.nodes).toBe(2);
    expect(left?.clockOffsetUs).toEqual([10, 12]);
    expect(left?.heal?.core).toEqual([0, 1]);
    expect(left?.faults).toEqual([
      { ...faults[0], host: 1 },
      { ...faults[2], from: 1 },
      {
        kind: "partition",
        atUs: 5,
        forUs: 1,
        shape: "halves",
        cut: [
          [0, 1],
          [1, 0],
        ],
      },
      faults[5],
    ]);
  });

  it("has public addresses in the files of the others alone, under their new numbers", () => {
    const publicAddresses = [{ address: "10.0.0.1" }, { address: "10.0.0.2", nodes: [0, 1, 2] }];
    const left = withoutNode(scenario({ publicAddresses }), 1);
    expect(left?.publicAddresses).toEqual([publicAddresses[0], { address: "10.0.0.2", nodes: [0, 1] }]);
  });

  it("has homes of public addresses at the others alone, under their new numbers", () => {
    const publicAddresses = [0, 1, 2].map((home) => ({ address: `10.0.0.${home}`, home }));
    expect(withoutNode(scenario({ publicAddresses }), 1)?.publicAddresses).toEqual([
      { address: "10.0.0.0", home: 0 },
      { address: "10.0.0.1" },
      { address: "10.0.0.2", home: 1 },
    ]);
  });

  it("has none of its clients, and those of the others under their new numbers", () => {
    const job = (node: number) => ({ atUs: node, node, client: 0, work: [{ do: "work", forUs: 1 }] as const });
    expect(withoutNode(scenario({ jobs: [job(0), job(1), job(2)] }), 1)?.jobs).toEqual([
      job(0),
      { ...job(2), node: 1 },
    ]);
    expect(withoutNode(scenario({ jobs: [job(1)] }), 1)).not.toHaveProperty("jobs");
  });

  it("keeps what is said of each node", () => {
    const said = {
      ctdb: ["4.3", "4.17", "head"],
      recovery: ["serial", "untangled", "parallel"],
      lockSettings: ["a", "b", "c"],
      bootAtUs: [1, 2, 3],
      deleted: [1],
      cannotLead: [0, 2],
      notLmaster: [0, 2],
    } satisfies Partial<Scenario>;
    expect(withoutNode(scenario(said), 0)).toMatchObject({
      ctdb: ["4.17", "head"],
      recovery: ["untangled", "parallel"],
      lockSettings: ["b", "c"],
      bootAtUs: [2, 3],
      deleted: [0],
      cannotLead: [1],
      notLmaster: [1],
    });
  });

  it("is none if nobody is left to be made whole", () => {
    expect(withoutNode(scenario({ heal: { atUs: 9, core: [1] } }), 1)).toBeUndefined();
    expect(withoutNode(scenario({ nodes: 1, heal: { atUs: 9, core: [0] } }), 0)).toBeUndefined();
  });
});
