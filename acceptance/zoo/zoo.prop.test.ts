import { expect, test } from "vitest";
import { foundIn, zooEntries } from "./index.ts";

/** Entries that need more runs than a submission can wait for; `npm run acceptance -- zoo` measures all. */
const dear = ["zoo-e01", "zoo-e04", "zoo-e05", "zoo-e08", "zoo-e10", "zoo-e14", "zoo-m04", "zoo-m10"];
const RUNS_MAX = 150;

const entries = await zooEntries();

test("the dear ones are entries", () => {
  const names = entries.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(dear));
});

test.each(entries.filter(({ name }) => !dear.includes(name)))("random runs find $name", async (entry) => {
  const { run } = await foundIn(entry, "zoo", RUNS_MAX);
  expect(run).toBeDefined();
});
