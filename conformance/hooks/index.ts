/** Environments in which real locks live, and what can be done to them. */
export { type TemporaryFolder, temporaryFolder } from "./cleanup/index.ts";
export { type EtcdOptions, etcdHooks } from "./etcd/index.ts";
export { filesHooks } from "./files/index.ts";
export { HookError } from "./hook-error.ts";
export type { Hooks, HookVerb, SeatValues } from "./hooks.ts";
export { type HooksOptions, hooksFor } from "./hooks-for.ts";
export { noHooks } from "./no-hooks.ts";
export { UnavailableError } from "./unavailable-error.ts";
export { hookVerbs } from "./verbs.ts";
