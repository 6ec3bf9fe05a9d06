export { type Disturbances, disturbanceTypes } from "./disturbances.ts";
export type { HostView, ProcessView } from "./host-view.ts";
export { hostTypes, isActive, leads } from "./hosts.ts";
export type { Hold, LockTruth, Loss } from "./lock-truth.ts";
export { lockTypes } from "./lock-truth.ts";
export { Meter } from "./meter.ts";
export { Picture } from "./picture.ts";
export { serviceTypes } from "./service-away.ts";
export { execTypes, linkTypes, storageTypes, Unscheduled, unscheduledTypes } from "./unscheduled.ts";
