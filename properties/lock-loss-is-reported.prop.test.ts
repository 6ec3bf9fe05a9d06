import { propertySuite, smallScenario } from "../cli/vitest/index.ts";

propertySuite({
  property: "lock-loss-is-reported",
  locks: ["fcntl"],
  witnesses: ["storage-freed-the-lock", "lock-refused"],
  defect: { id: "zoo-m23", withinRuns: 60 },
  bounded: {
    // The child that checks the lock file dies: its helper must give the lock up.
    scenario: smallScenario(
      {
        faults: [{ kind: "kill-process", atUs: 20_000_000, host: 0, program: "lock-check-child", restartUs: 0 }],
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
