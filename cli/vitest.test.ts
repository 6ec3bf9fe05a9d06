import { expect, it } from "vitest";
import { captured } from "./captured-io.ts";
import { everySeedHolds, expectToHold, judgeSeed } from "./vitest.ts";

it("judges a seed as the command does", async () => {
  const { out } = await captured(["run", "--seed", "7", "--nodes", "3", "--json"]);
  expect(judgeSeed("7", { nodes: 3 })).toEqual(JSON.parse(out));
});

it("lets a cluster pass that holds", () => {
  everySeedHolds({ nodes: 3 }, { runs: 3, seed: 1 });
});

it("fails with the reasons and the command", () => {
  const verdict = judgeSeed("7", { nodes: 3 });
  const broken = {
    ...verdict,
    verdict: "violated" as const,
    properties: [{ name: "p", verdict: "violated" as const, atUs: 1, why: ["It broke."] }],
  };
  expect(() => expectToHold(broken)).toThrow(/p: violated\n {2}It broke\.\nnpx cluster-sim run --seed 7 --nodes 3/);
});
