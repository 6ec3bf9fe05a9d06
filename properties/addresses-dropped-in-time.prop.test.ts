import { propertySuite, smallScenario } from "../cli/vitest/index.ts";

propertySuite({
  property: "addresses-dropped-in-time",
  locks: ["fcntl", "none"],
  witnesses: ["election-abandoned"],
  defect: { id: "drop-timer-never-armed", withinRuns: 100, options: { faults: ["partition"] } },
  bounded: {
    // The leader keeps the lock beyond a cut: the other node waits in recovery mode for longer than RecoveryDropAllIPs.
    scenario: smallScenario(
      {
        durationUs: 200_000_000,
        faults: [
          {
            kind: "partition",
            atUs: 20_000_000,
            forUs: 160_000_000,
            shape: "halves",
            cut: [
              [0, 1],
              [1, 0],
            ],
          },
        ],
      },
      { localUs: [50, 20_000] },
    ),
    labels: ["local"],
    decisions: 3,
    fromUs: 20_000_000,
    shifts: 4,
    shiftUs: 250_000,
    runs: 32,
  },
});
