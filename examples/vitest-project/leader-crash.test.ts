import { assertHolds, type ScenarioInput } from "cluster-sim/vitest";
import { expect, test } from "vitest";

const second = 1_000_000;

/** Whoever leads after a minute loses its power and never comes back. */
const leaderCrashes: ScenarioInput = {
  about: "The leader's host is switched off for good",
  nodes: 3,
  durationUs: 240 * second,
  faults: [
    {
      kind: "crash-host",
      atUs: 60 * second,
      on: { event: "leadership-claimed", delayUs: 0 },
      host: -1,
      forUs: 0,
    },
  ],
  heal: { atUs: 120 * second, core: [0, 1, 2], restart: false },
};

test("two nodes go on without their leader", () => assertHolds(leaderCrashes));

test("and a new leader recovers first", () => assertHolds(leaderCrashes, { property: "new-leader-recovers" }));

test("a helper that does not mind its parent's death is found out", async () => {
  const leaderDaemonDies: ScenarioInput = {
    ...leaderCrashes,
    about: "The leader's recovery daemon is killed",
    faults: [
      {
        kind: "kill-process",
        atUs: 60 * second,
        on: { event: "leadership-claimed", delayUs: 0 },
        host: -1,
        program: "recoverd",
        restartUs: 0,
      },
    ],
  };
  await assertHolds(leaderDaemonDies);
  const broken = assertHolds(leaderDaemonDies, { defects: ["./deaf-helper.override.mjs"], cwd: import.meta.url });
  await expect(broken).rejects.toThrow(/no-orphan-helper is violated.*reproduce: /s);
});
