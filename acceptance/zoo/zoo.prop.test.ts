import { expect, test } from "vitest";
import { hunt } from "../../cli/zoo/hunt.ts";
import { zooDefect } from "../../cli/zoo/zoo-defect.ts";
import { loadZoo } from "../../fixtures/index.ts";

/** Entries that need more runs than a submission can wait for; `npm run acceptance -- zoo` measures all. */
const dear = [
  ...["zoo-e01", "zoo-e03", "zoo-e04", "zoo-e05", "zoo-e08", "zoo-e10", "zoo-e14"],
  ...["zoo-m01", "zoo-m04", "zoo-m07", "zoo-m10", "zoo-m17"],
  ...["zoo-d08", "zoo-d11", "zoo-r14", "zoo-r15", "zoo-r16", "zoo-r24", "zoo-r30", "zoo-r37", "pin-never-ends"],
  ...["zoo-r06", "zoo-r09", "zoo-r11", "zoo-r12", "zoo-r17", "zoo-r23", "zoo-d03"],
  ...["zoo-d12", "old-calls-served", "zoo-e09", "zoo-g08", "zoo-g09", "zoo-n15"],
  ...["zoo-i02", "zoo-i07", "zoo-i11", "zoo-i19", "zoo-i21", "zoo-i24", "zoo-i26", "zoo-i28", "zoo-i29"],
  ...["zoo-g04", "zoo-g20", "zoo-g22", "zoo-g33", "zoo-n01", "zoo-n12", "zoo-n21", "zoo-n22", "zoo-n24", "zoo-s10"],
];
const RUNS_MAX = 150;

const entries = loadZoo().filter(({ area, unmeasured }) => area !== "own" && unmeasured === undefined);

test("the dear ones are entries", () => {
  const ids = entries.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(dear));
});

test.each(entries.filter(({ id }) => !dear.includes(id)))("random runs find $id", async (entry) => {
  const defect = await zooDefect(entry, process.cwd());
  const { right } = hunt(defect, { seed: "zoo", runsMax: RUNS_MAX });
  expect(defect.expected).toContain(right?.property);
});
