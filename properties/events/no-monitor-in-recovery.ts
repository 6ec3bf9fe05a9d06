import { neverInRecovery } from "./never-in-recovery.ts";

/** Databases are frozen then: what a monitor event found would say nothing of the services. */
export const noMonitorInRecovery = neverInRecovery({
  name: "no-monitor-in-recovery",
  sentence: "No monitor event begins on a node in recovery mode.",
  events: new Set(["monitor"]),
  because:
    "Services that use databases fail while these are frozen: a node would be unhealthy merely because it is recovered.",
});
