import type { Helper, StartOptions } from "../helper/index.ts";
import type { Hooks, HookVerb } from "../hooks/index.ts";
import type { Limits } from "./limits.ts";

/** What the check of one clause works with. Everything started here is ended when the clause is over. */
export interface Trial {
  readonly hooks: Hooks;
  readonly limits: Limits;
  /** Name of a lock that no other clause uses, unless the environment has only one. */
  newLock(): string;
  /** Starts a helper for that lock as ctdbd would. */
  start(lock: string, options?: StartOptions): Promise<Helper>;
  /** Starts one and waits until it holds the lock. @throws NotEstablishedError if its answer is not 0. */
  take(lock: string, options?: StartOptions): Promise<Helper>;
  /** Does something to the lock or to a seat, and notes it. What lasts is undone when the clause is over. */
  act(verb: HookVerb, lock: string, seat?: string): Promise<void>;
  /** Writes a line into the transcript. */
  note(text: string): void;
  /** Waits. */
  pause(ms: number): Promise<void>;
}
