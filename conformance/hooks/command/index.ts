/** Hooks that are an executable of the user's. */
export { commandHooks } from "./command-hooks.ts";
