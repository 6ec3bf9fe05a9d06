import { propertySuite, smallScenario } from "../cli/vitest/index.ts";

propertySuite({
  property: "no-orphan-helper",
  locks: ["fcntl", "none"],
  witnesses: ["leader-crashed"],
  defect: { id: "helper-ignores-parent", withinRuns: 60 },
  bounded: {
    // The leader's recovery daemon dies and leaves its helper behind.
    scenario: smallScenario(
      {
        faults: [{ kind: "kill-process", atUs: 20_000_000, host: 1, program: "recoverd", restartUs: 0 }],
      },
      { localUs: [50, 20_000] },
    ),
    labels: ["local"],
    decisions: 3,
    fromUs: 20_000_000,
    shifts: 8,
    shiftUs: 625_000,
    runs: 64,
  },
});
