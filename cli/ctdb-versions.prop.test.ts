import { describe, expect, test } from "vitest";
import type { CtdbVersion } from "../model/index.ts";
import { seedRunner } from "./suite/index.ts";

/** Properties of the first run that does not hold, of `withinRuns` with the seeds `defect/1`, `defect/2` …; none: []. */
async function firstBroken(ctdb: CtdbVersion, dropped: string, withinRuns: number): Promise<readonly string[]> {
  // Clients make nodes that meet again recover, which cures some of these.
  const run = await seedRunner({ ctdb, drop: dropped.split(" "), databases: 0 });
  for (let index = 1; index <= withinRuns; index += 1) {
    const { properties } = run(`defect/${index}`);
    const broken = properties.filter(({ verdict }) => verdict === "violated").map(({ name }) => name);
    if (broken.length > 0) return broken;
  }
  return [];
}

const isAcceptance = process.env["ACCEPTANCE"] !== undefined;

describe("a defect of a version is found by random seeds once its repair is dropped", () => {
  test.each([
    ["4.17", "recovery-looks-at-flags", "inactive-runs-no-recovery", 100],
    // An announcement that comes too late, two votes that lean on each other: too rare for every submission.
    ...(isAcceptance
      ? ([
          ["4.17", "late-announcement-harmless", "leader-after-heal", 200],
          ["4.3", "votes-by-stability leader-believes-in-itself", "leader-after-heal", 2000],
        ] as const)
      : []),
    ["4.3", "lock-setting-stays", "one-lock-holder", 20],
  ] as const)("%s without %s: %s within %d seeds", async (ctdb, dropped, property, withinRuns) => {
    expect(await firstBroken(ctdb, dropped, withinRuns)).toContain(property);
  });
});

describe("with its assumptions in force", () => {
  test.each([
    ["4.17", "fcntl"],
    ["4.17", "none"],
    ["4.3", "fcntl"],
    ["4.3", "none"],
  ] as const)("random seeds of %s with lock %s hold", async (ctdb, lock) => {
    const run = await seedRunner({ ctdb, lock });
    const broken = Array.from({ length: isAcceptance ? 200 : 8 }, (_, index) => run(`sound/${index}`)).filter(
      ({ exitCode }) => exitCode !== 0,
    );
    expect(broken.map(({ reproduce }) => reproduce)).toEqual([]);
  });
});
