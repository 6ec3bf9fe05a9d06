import { coloured, type Look, plain } from "../reports/index.ts";
import { InputError } from "./input-error.ts";

/** All a command may do with the world outside, so that tests can stand in for it. */
export interface Io {
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** All of standard input. @throws InputError if it is too long */
  input(): Promise<string>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** How standard output looks. */
  readonly look: Look;
  /** Columns of the terminal behind standard error, 0 if there is none. */
  readonly progressColumns: number;
  /** Without a terminal, progress is a line now and then; false: nothing. */
  readonly progressLines: boolean;
  /** Text that makes a seed when none is given. */
  freshSeed(): string;
  /** Calls back when the user presses Ctrl-C, or the process is told to end (SIGTERM); returns what takes the callback away again. */
  onInterrupt(callback: () => void): () => void;
  /** Lets signals and output through between two runs. */
  breathe(): Promise<void>;
}

const COLUMNS_WITHOUT_TERMINAL = 100;
const COLUMNS_MIN = 40;

/** What a user asked for who pipes the output somewhere. */
function columnsAsked(columns: string | undefined): number {
  const asked = Number(columns);
  return Number.isSafeInteger(asked) && asked > 0 ? Math.min(asked, 1_000) : COLUMNS_WITHOUT_TERMINAL;
}

const INPUT_BYTES_MAX = 64 * 1024 * 1024;

async function standardInput(stdin: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    bytes += chunk.length;
    if (bytes > INPUT_BYTES_MAX) throw new InputError("standard input: more than 64 MiB");
    chunks.push(chunk);
  }
  // Editors of Windows begin a file with a mark of its encoding, which is no part of the text.
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
}

/** Ctrl-C each time, and the first SIGTERM: `timeout` sends two at once, and only who presses Ctrl-C twice is impatient. */
function onInterrupt(callback: () => void): () => void {
  let isTold = false;
  const onTerm = (): void => {
    if (isTold) return;
    isTold = true;
    callback();
  };
  process.on("SIGINT", callback);
  process.on("SIGTERM", onTerm);
  return () => {
    process.off("SIGINT", callback);
    process.off("SIGTERM", onTerm);
  };
}

/** The real world: this process. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    input: () => standardInput(process.stdin),
    cwd: process.cwd(),
    look: {
      columns: Math.max(COLUMNS_MIN, stdout.isTTY ? stdout.columns : columnsAsked(env["COLUMNS"])),
      paint: stdout.isTTY && !env["NO_COLOR"] && env["TERM"] !== "dumb" ? coloured : plain,
    },
    progressColumns: stderr.isTTY ? Math.max(20, stderr.columns) : 0,
    progressLines: true,
    freshSeed: () => String(crypto.getRandomValues(new Uint32Array(1))[0]),
    onInterrupt,
    breathe: () => new Promise((resolve) => void setImmediate(resolve)),
  };
}
