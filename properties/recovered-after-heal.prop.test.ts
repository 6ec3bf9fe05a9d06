import { propertySuite, smallScenario } from "../cli/vitest/index.ts";

propertySuite({
  property: "recovered-after-heal",
  locks: ["fcntl", "none"],
  witnesses: ["contested-election", "connection-lost-during-election"],
  defect: { id: "recovery-mode-unnoticed", withinRuns: 40 },
  bounded: {
    // A follower that hears nothing for a while puts everybody into recovery mode.
    scenario: smallScenario(
      {
        durationUs: 135_000_000,
        faults: [{ kind: "pause-process", atUs: 20_000_000, host: 0, program: "recoverd", forUs: 7_000_000 }],
        heal: { atUs: 30_000_000, core: [0, 1] },
      },
      { networkUs: [200, 5_000] },
    ),
    labels: ["network"],
    decisions: 4,
    fromUs: 24_000_000,
    shifts: 4,
    shiftUs: 250_000,
    runs: 64,
  },
});
