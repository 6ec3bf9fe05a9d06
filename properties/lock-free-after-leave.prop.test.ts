import { propertySuite, smallScenario } from "../cli/vitest/index.ts";

propertySuite({
  property: "lock-free-after-leave",
  locks: ["fcntl"],
  witnesses: ["storage-freed-the-lock"],
  defect: { id: "zoo-m01", withinRuns: 40, options: { faults: ["admin"] } },
  bounded: {
    // The leader is stopped.
    scenario: smallScenario(
      {
        durationUs: 80_000_000,
        faults: [{ kind: "admin", atUs: 20_000_000, host: 1, command: "stop" }],
      },
      { localUs: [50, 20_000] },
    ),
    labels: ["local"],
    decisions: 3,
    fromUs: 20_000_000,
    shifts: 8,
    shiftUs: 125_000,
    runs: 64,
  },
});
