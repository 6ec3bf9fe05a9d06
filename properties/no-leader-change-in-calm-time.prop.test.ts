import { propertySuite, smallScenario } from "../cli/vitest/index.ts";

propertySuite({
  property: "no-leader-change-in-calm-time",
  locks: ["fcntl", "none"],
  witnesses: ["contested-election"],
  defect: { id: "announcements-not-counted", withinRuns: 20 },
  bounded: {
    // A follower heard nothing for a while and called an election; calm begins some time after the heal.
    scenario: smallScenario(
      {
        durationUs: 120_000_000,
        faults: [{ kind: "pause-process", atUs: 20_000_000, host: 0, program: "recoverd", forUs: 7_000_000 }],
        heal: { atUs: 30_000_000, core: [0, 1] },
      },
      { networkUs: [200, 5_000] },
    ),
    labels: ["network"],
    decisions: 6,
    fromUs: 24_000_000,
    shifts: 1,
    shiftUs: 0,
    runs: 64,
  },
});
