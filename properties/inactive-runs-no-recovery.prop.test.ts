import { propertySuite, smallScenario, strikeLeader } from "../cli/vitest/index.ts";

propertySuite({
  property: "inactive-runs-no-recovery",
  locks: ["fcntl", "none"],
  witnesses: ["contested-election"],
  defect: { id: "zoo-e06", withinRuns: 200, options: { faults: ["admin", "slow-local-delivery"] } },
  bounded: {
    // The leader is stopped while its processes hear of each other slowly, in every tenth of its main loop.
    scenario: smallScenario(
      {
        faults: [
          strikeLeader(25_000_000, { kind: "slow-local-delivery", forUs: 6_000_000, extraUs: 50_000 }),
          strikeLeader(28_000_000, { kind: "admin", command: "stop" }, 500_000),
        ],
      },
      { networkUs: [200, 5_000] },
    ),
    labels: ["network"],
    decisions: 3,
    fromUs: 28_000_000,
    shifts: 10,
    shiftUs: 100_000,
    runs: 80,
  },
});
