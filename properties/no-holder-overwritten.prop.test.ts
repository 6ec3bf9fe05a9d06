import { propertySuite, smallScenario } from "../cli/vitest/index.ts";

propertySuite({
  property: "no-holder-overwritten",
  locks: ["etcd-ttl", "etcd-put-fixed", "object-store"],
  witnesses: ["lock-refused"],
  defect: { id: "lease-taken-by-force", withinRuns: 5, options: { lock: "etcd-put-fixed" } },
  bounded: {
    // A recovery's probes ask for the lock while its holder renews it.
    scenario: smallScenario(
      { lock: "etcd-put-fixed", faults: [{ kind: "admin", atUs: 20_000_000, host: 0, command: "recover" }] },
      { networkUs: [100, 40_000] },
    ),
    labels: ["service"],
    decisions: 4,
    fromUs: 20_000_000,
    shifts: 4,
    shiftUs: 600_000,
    runs: 64,
  },
});
