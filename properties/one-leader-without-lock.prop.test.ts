import { propertySuite, smallScenario } from "../cli/vitest/index.ts";

propertySuite({
  property: "one-leader-without-lock",
  locks: ["none"],
  witnesses: ["several-candidates", "election-abandoned"],
  defect: { id: "peers-never-called-again", withinRuns: 40, options: { lock: "none" } },
  bounded: {
    // The leader's host stands still for longer than the other node waits, and comes back believing to lead.
    scenario: smallScenario(
      {
        lock: "none",
        durationUs: 120_000_000,
        faults: [{ kind: "pause-host", atUs: 20_000_000, host: 0, forUs: 40_000_000 }],
      },
      { networkUs: [200, 5_000] },
    ),
    labels: ["network"],
    decisions: 4,
    fromUs: 60_000_000,
    shifts: 4,
    shiftUs: 250_000,
    runs: 64,
  },
});
