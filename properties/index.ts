export type { Deadline, Deadlines } from "./deadlines.ts";
export type { Finding, Judgement, WitnessCount } from "./judge.ts";
export { Judge } from "./judge.ts";
export { type LeadsTo, leadsTo, type Owed } from "./leads-to.ts";
export { never } from "./never.ts";
export { LockLosses, type Losses } from "./nfs/index.ts";
export type {
  Belief,
  Clients,
  ClientView,
  DatabaseGenerations,
  Disturbances,
  Freeze,
  Freezes,
  Held,
  Hold,
  HostView,
  InHand,
  LockTruth,
  Loss,
  Meter,
  Picture,
  Place,
  ProcessView,
  Recalls,
  TakeoverRun,
  Takeovers,
  Wait,
} from "./picture/index.ts";
export { properties } from "./properties.ts";
export type { End, Property, Setting, Verdict, Violation } from "./property.ts";
export { type Sometimes, sometimes, type Witness } from "./sometimes.ts";
export { witnesses } from "./witnesses/index.ts";
