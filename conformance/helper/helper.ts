/** What came first from a helper. */
export type Answer =
  | { readonly kind: "byte"; readonly byte: string; readonly afterMs: number }
  /** Standard output was closed without any byte: a daemon takes that for an error. */
  | { readonly kind: "closed"; readonly afterMs: number }
  /** Nothing within the time it was given. */
  | { readonly kind: "silent"; readonly afterMs: number };

/** Bytes as they came. */
export interface Chunk {
  /** Milliseconds since the helper was started. */
  readonly atMs: number;
  /** As Latin-1, one character a byte. */
  readonly text: string;
}

/** How a process ended, as far as it can be known: its parent's word, or only that it is gone. */
export interface Ended {
  /** Milliseconds since the helper was started. */
  readonly afterMs: number;
  /** Exit code, or 128 + signal; absent if its parent could not say. */
  readonly code?: number;
}

/** What has happened to a helper so far, in milliseconds since its start. */
export interface Past {
  readonly endedMs: number | undefined;
  readonly endCode: number | undefined;
  readonly closedMs: number | undefined;
}

/** A helper that was started as ctdbd starts one: execv, a pipe on stdout, SIGPIPE ignored, its own process group. */
export interface Helper {
  /** Such as `a1`: the first one at seat a. */
  readonly name: string;
  /** Of the helper itself. */
  readonly pid: number;
  /** Of its parent, which stands for the daemon that started it. */
  readonly parentPid: number;
  /** What it wrote to standard output so far; only the first bytes are kept. */
  readonly output: readonly Chunk[];
  /** How many bytes came on standard output, kept or not. */
  readonly bytes: number;
  /** Signals that were sent to it and to its parent, in the order of time. */
  readonly signals: readonly Chunk[];
  /** What it wrote to standard error; only the first bytes are kept. */
  readonly errors: string;
  /** Milliseconds since it was started. */
  age(): number;
  /** Waits for the first byte, or the end of output. */
  answer(withinMs: number): Promise<Answer>;
  /** Waits until standard output is closed by everybody; undefined: it is not. Milliseconds since the start. */
  closed(withinMs: number): Promise<number | undefined>;
  /** Waits until the process is gone (a zombie is); undefined: it is not. */
  ended(withinMs: number): Promise<Ended | undefined>;
  /** What is known of its end by now. */
  past(): Past;
  /** True while it runs, stopped or not. */
  runs(): boolean;
  /** Sends the helper a signal; does nothing if it is gone. */
  signal(signal: NodeJS.Signals): void;
  /** Sends its parent a signal. With SIGKILL the parent is reaped at once, unless it was started with `zombies`. */
  signalParent(signal: NodeJS.Signals): void;
  /** It and every process that descends from it and still runs. */
  family(): readonly number[];
}

/** How a helper is to be started. */
export interface StartOptions {
  /** The seat it runs at; `a` if absent. */
  readonly seat?: string;
  /** Arguments instead of the user's, placeholders and all. */
  readonly args?: readonly string[];
  /** Its parent is gone before it begins: it starts as a child of whoever adopts orphans. */
  readonly orphan?: boolean;
  /** Its parent's end is noticed by nobody: once killed it stays a zombie. */
  readonly zombies?: boolean;
  /** Standard output is closed from the start instead of a pipe. */
  readonly stdoutClosed?: boolean;
}
