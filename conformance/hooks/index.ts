/** Environments in which real locks live, and what can be done to them. */
export { HookError } from "./hook-error.ts";
export type { Hooks, HookVerb, SeatValues } from "./hooks.ts";
