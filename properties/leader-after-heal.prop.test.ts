import { propertySuite, smallScenario, strikeLeader } from "../cli/vitest/index.ts";

propertySuite({
  property: "leader-after-heal",
  locks: ["fcntl", "none"],
  witnesses: ["contested-election"],
  defect: { id: "zoo-e02", withinRuns: 20 },
  bounded: {
    // The leader's recovery daemon stands still while the other node calls an election.
    scenario: smallScenario(
      {
        durationUs: 100_000_000,
        faults: [strikeLeader(20_000_000, { kind: "pause-process", program: "recoverd", forUs: 7_000_000 })],
        heal: { atUs: 30_000_000, core: [0, 1] },
      },
      { networkUs: [200, 5_000] },
    ),
    labels: ["network"],
    fromUs: 24_000_000,
    shifts: 5,
    shiftUs: 200_000,
    runs: 80,
  },
});
