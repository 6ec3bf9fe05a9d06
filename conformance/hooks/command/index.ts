/** Hooks that are an executable of the user's. */
export { type CommandOptions, commandHooks } from "./command-hooks.ts";
