import type { Message, Task } from "../task.ts";

/** How a worker ended that nobody had told to. */
export interface LaneEnd {
  readonly outOfMemory: boolean;
  /** In a few words: a signal, an exit code. */
  readonly how: string;
}

/** Who listens to a worker. */
export interface LaneListener {
  heard(message: Message): void;
  ended(end: LaneEnd): void;
}

/** A worker: one task at a time, and no longer than it lives. */
export interface Lane {
  send(task: Task): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

/** Starts a worker whose heap may grow to so many megabytes. */
export type OpenLane = (memoryMb: number, listener: LaneListener) => Lane;
