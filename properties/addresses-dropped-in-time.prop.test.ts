import { propertySuite, smallScenario } from "../cli/vitest/index.ts";

propertySuite({
  property: "addresses-dropped-in-time",
  locks: ["fcntl", "none"],
  witnesses: ["election-abandoned"],
  defect: { id: "drop-timer-never-armed", withinRuns: 100, options: { set: { recoveryDropAllIpsUs: 40_000_000 } } },
  bounded: {
    // The leader keeps the lock beyond a cut: the other node waits in recovery mode for longer than RecoveryDropAllIPs.
    scenario: smallScenario(
      {
        durationUs: 260_000_000,
        publicAddresses: [{ address: "10.0.0.1" }, { address: "10.0.0.2" }],
        faults: [
          {
            kind: "partition",
            atUs: 25_000_000,
            forUs: 220_000_000,
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
    fromUs: 25_000_000,
    shifts: 4,
    shiftUs: 250_000,
    runs: 32,
  },
});
