import type { Hooks } from "./hooks.ts";
import { refusal } from "./refusal.ts";

/** No environment: the helper's arguments name one lock, and nothing can be done to it. */
export function noHooks(): Hooks {
  return {
    name: "none",
    can: new Set(),
    freshLocks: false,
    seat: () => Promise.resolve({ values: {}, env: {} }),
    act: (verb) => Promise.reject(refusal("none", verb)),
    end: () => Promise.resolve(),
  };
}
