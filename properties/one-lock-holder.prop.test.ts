import { propertySuite, smallScenario } from "../cli/vitest/index.ts";
import type { Fault } from "../model/index.ts";

const faults: Fault[] = [
  { kind: "kill-process", atUs: 20_000_000, host: 0, program: "lock-helper", restartUs: 0 },
  { kind: "admin", atUs: 20_050_000, host: 1, command: "recover" },
];

propertySuite({
  property: "one-lock-holder",
  locks: ["fcntl"],
  witnesses: ["lock-refused", "storage-freed-the-lock"],
  defect: { id: "zoo-m09", withinRuns: 20, options: { drop: ["lock-object-stays"] } },
  bounded: {
    // Both nodes race for the lock that a dead helper has left, while a recovery probes it.
    scenario: smallScenario({ faults }, { storageUs: [1_000, 40_000] }),
    // With the defect the same race is run on a file that has taken the place of the one that is locked.
    broken: smallScenario({
      faults: [{ kind: "replace-lock-file", atUs: 20_000_000 }, ...faults.slice(1)],
      dropped: ["lock-object-stays"],
    }),
    labels: ["storage"],
    decisions: 5,
    fromUs: 20_000_000,
    shifts: 4,
    shiftUs: 300_000,
    runs: 128,
  },
});
