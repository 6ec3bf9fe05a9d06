import { propertySuite, smallScenario } from "../cli/vitest/index.ts";

propertySuite({
  property: "every-ban-has-a-cause",
  locks: ["fcntl", "none"],
  witnesses: ["contested-election"],
  defect: { id: "zoo-e18", withinRuns: 20 },
  bounded: {
    // The leader's helper is killed: both race, and one of them finds the lock taken.
    scenario: smallScenario(
      {
        faults: [{ kind: "kill-process", atUs: 20_000_000, host: 0, program: "lock-helper", restartUs: 0 }],
      },
      { storageUs: [1_000, 40_000] },
    ),
    labels: ["storage"],
    decisions: 4,
    fromUs: 20_000_000,
    shifts: 4,
    shiftUs: 250_000,
    runs: 64,
  },
});
