import { expect, test } from "vitest";
import { seedRunner } from "../../cli/suite/index.ts";

/** One run in ten to thirty deadlocks: the seeds are gone through until so many have. */
const FOUND = process.env["ACCEPTANCE"] === undefined ? 1 : 20;
const SEEDS_MAX = 200 * FOUND;

test("a serial recovery deadlocks in random runs, in a circle that is named, and a parallel one in none", async () => {
  const serial = await seedRunner({ lock: "fcntl", nodes: 3, recovery: "serial" });
  const parallel = await seedRunner({ lock: "fcntl", nodes: 3 });
  const finding = (run: typeof serial, seed: string) => run(seed).properties.find(({ name }) => name === "no-deadlock");
  let found = 0;
  for (let index = 0; index < SEEDS_MAX && found < FOUND; index += 1) {
    const seed = `deadlock/${index}`;
    const stuck = finding(serial, seed);
    if (stuck?.verdict !== "violated") continue;
    found += 1;
    expect(stuck.why[0]).toMatch(
      /^The freeze of .* waits for client .* when (all databases are thawed|recovery mode is normal), which waits for the freeze of /,
    );
    expect(finding(parallel, seed)?.verdict).toBe("holds");
  }
  expect(found).toBe(FOUND);
});
