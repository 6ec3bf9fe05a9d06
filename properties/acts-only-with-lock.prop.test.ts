import { propertySuite, smallScenario, strikeLeader } from "../cli/vitest/index.ts";

propertySuite({
  property: "acts-only-with-lock",
  locks: ["fcntl"],
  witnesses: ["lock-refused", "contested-election"],
  defect: { id: "zoo-m06", withinRuns: 60 },
  bounded: {
    // The leader's helper is killed; later than W an administrator asks for a recovery.
    scenario: smallScenario(
      {
        durationUs: 80_000_000,
        faults: [
          strikeLeader(20_000_000, { kind: "kill-process", program: "lock-helper", restartUs: 0 }),
          { kind: "admin", atUs: 60_000_000, host: 1, command: "recover" },
        ],
      },
      { networkUs: [200, 5_000] },
    ),
    labels: ["network"],
    decisions: 4,
    fromUs: 20_000_000,
    shifts: 4,
    shiftUs: 250_000,
    runs: 64,
  },
});
