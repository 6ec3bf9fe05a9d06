import type { CalloutLimits, Sandbox } from "./sandbox/index.ts";

/** The states, kept over all clauses, that it costs much to find out; by a name. */
export interface Findings {
  /** The answer of `find`, which is asked once per profile. */
  once<T>(name: string, find: () => Promise<T>): Promise<T>;
}

/** What the check of one clause about a call-out works with. Everything in it is ended and removed when it is over. */
export interface CalloutTrial extends Findings {
  readonly limits: CalloutLimits;
  /** Programs of the user's that bring a node into grace when they are called. */
  readonly graceCalls: readonly string[];
  /** A node's place to run the script in; a new number is a new node. All nodes of a trial share the databases. */
  node(pnn: number): Sandbox;
  /** What the databases hold: `key<TAB>value` as the cluster's tool escapes them, sorted. */
  records(): readonly string[];
  /** Writes a line into the transcript. */
  note(text: string): void;
  /** Waits; milliseconds. */
  pause(ms: number): Promise<void>;
}
