import { HookError } from "../hook-error.ts";
import { isPrintable, printable } from "../printable.ts";

/** A line of an executable's output, and how to complain about it. */
export interface Line {
  readonly text: string;
  /** An error that names the line. */
  wrong(why: string): HookError;
}

/** The lines of an output that are not blank. @throws HookError naming one with control characters */
export function linesOf(output: string, what: string): readonly Line[] {
  return output
    .split("\n")
    .map((text, index) => lineOf(text, `${what}, line ${index + 1}`))
    .filter(({ text }) => text.trim() !== "");
}

function lineOf(text: string, place: string): Line {
  const wrong = (why: string) => new HookError(`${place}: ${why}: "${printable(text)}"`);
  if (!isPrintable(text)) throw wrong("a control character");
  return { text, wrong };
}
