import { propertySuite, smallScenario, strikeLeader } from "../cli/vitest/index.ts";

propertySuite({
  property: "lost-lock-is-noticed",
  locks: ["fcntl", "etcd-ttl", "plugin"],
  witnesses: ["helper-killed-while-holding"],
  defect: { id: "foreign-lease-renewed", withinRuns: 200, options: { lock: "etcd-put-fixed" } },
  bounded: {
    // The keeper of the lease cannot reach its service for longer than the lease lasts.
    scenario: smallScenario(
      { lock: "etcd-put-fixed", faults: [strikeLeader(20_000_000, { kind: "service-cut", forUs: 15_000_000 })] },
      { networkUs: [100, 40_000] },
    ),
    labels: ["service"],
    decisions: 3,
    fromUs: 20_000_000,
    shifts: 4,
    shiftUs: 700_000,
    runs: 32,
  },
});
