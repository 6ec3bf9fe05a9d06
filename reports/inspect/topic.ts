import type { Pnn } from "../../model/index.ts";
import type { Daemon } from "./node-at.ts";
import type { Printed } from "./printed.ts";

/** What can be asked of every node. */
export interface Topic {
  readonly command: string;
  readonly printed: (asked: Daemon, others: ReadonlyMap<Pnn, Daemon>) => Printed;
  /** Nodes that the tool asks as well. */
  readonly asks: (asked: Daemon) => readonly Pnn[];
  /** It prints nothing before it has all their answers. */
  readonly asksFirst: boolean;
  /** Where it asks nobody it prints nothing and has failed. */
  readonly asksSome?: true;
  /** What it exits with; absent: 0. */
  readonly exit?: (asked: Daemon, others: ReadonlyMap<Pnn, Daemon>) => number;
  /** What is to be said beside it, in a sentence. */
  readonly note?: (asked: Daemon, others: ReadonlyMap<Pnn, Daemon>) => string | undefined;
  /** What of the output is not the model's, in a sentence. */
  readonly notModelled: string;
}
