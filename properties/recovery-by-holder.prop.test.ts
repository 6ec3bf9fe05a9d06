import { propertySuite, smallScenario, strikeLeader } from "../cli/vitest/index.ts";

propertySuite({
  property: "recovery-by-holder",
  locks: ["fcntl"],
  witnesses: ["lock-refused", "storage-freed-the-lock"],
  defect: { id: "lock-not-asked-for", withinRuns: 60 },
  bounded: {
    // The leader's helper is killed around the beginning of a recovery, and another one is asked for much later.
    scenario: smallScenario(
      {
        durationUs: 80_000_000,
        faults: [
          { kind: "admin", atUs: 20_000_000, host: 1, command: "recover" },
          strikeLeader(20_500_000, { kind: "kill-process", program: "lock-helper", restartUs: 0 }),
          { kind: "admin", atUs: 60_000_000, host: 0, command: "recover" },
        ],
      },
      { networkUs: [200, 5_000] },
    ),
    labels: ["network"],
    decisions: 4,
    fromUs: 20_000_000,
    shifts: 6,
    shiftUs: 100_000,
    runs: 96,
  },
});
