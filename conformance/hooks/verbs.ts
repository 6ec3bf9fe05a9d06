import type { HookVerb } from "./hooks.ts";

const described: Readonly<Record<HookVerb, true>> = {
  remove: true,
  replace: true,
  revoke: true,
  cut: true,
  stall: true,
  delay: true,
  restore: true,
  restart: true,
  forbid: true,
};

/** Every verb there is, in the order of the documentation. */
export const hookVerbs = Object.keys(described) as readonly HookVerb[];

/** Narrows a word to a verb. */
export function isHookVerb(word: string): word is HookVerb {
  return Object.hasOwn(described, word);
}
