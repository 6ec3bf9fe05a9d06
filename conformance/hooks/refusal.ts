import { HookError } from "./hook-error.ts";
import type { HookVerb } from "./hooks.ts";

/** What is thrown when an environment is asked for what it cannot do. */
export function refusal(name: string, verb: HookVerb): HookError {
  return new HookError(`${name}: these hooks cannot ${verb}`);
}

/** What is thrown when it is asked after its end. */
export function ended(name: string): HookError {
  return new HookError(`${name}: these hooks have ended`);
}
