import { page } from "../reports/index.ts";
import type { Io } from "./io.ts";
import { runCommand } from "./run-command.ts";

/** What a command line did. */
export interface Captured {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Both, in the order written. */
  readonly all: string;
}

/** Runs a command line within this process, with its output caught: for tests and executed documents. */
export async function captured(args: readonly string[], io: Partial<Io> = {}): Promise<Captured> {
  let out = "";
  let err = "";
  let all = "";
  const code = await runCommand(args, {
    out: (text) => {
      out += text;
      all += text;
    },
    err: (text) => {
      err += text;
      all += text;
    },
    input: () => Promise.resolve(""),
    cwd: process.cwd(),
    look: page,
    progressColumns: 0,
    // What is printed must not depend on how fast the machine is.
    progressLines: false,
    freshSeed: () => "drawn",
    onInterrupt: () => () => {},
    breathe: () => Promise.resolve(),
    ...io,
  });
  return { code, out, err, all };
}
