/** Claims about event scripts and a node's health. */
export { EventLog, eventLogTypes } from "./event-log.ts";
export { eventsEndInTime } from "./events-end-in-time.ts";
export { healthFollowsMonitor } from "./health-follows-monitor.ts";
export { healthyInCalmTime } from "./healthy-in-calm-time.ts";
export { healthyMeansWorking } from "./healthy-means-working.ts";
export { monitorEventsKeepApart } from "./monitor-events-keep-apart.ts";
export { monitoredInTime } from "./monitored-in-time.ts";
export { noMonitorInRecovery } from "./no-monitor-in-recovery.ts";
export { oneEventAtATime } from "./one-event-at-a-time.ts";
export { recoveryForbidsEvents } from "./recovery-forbids-events.ts";
