import type { Pnn } from "../../model/index.ts";

/** What the tool prints with `-X`: rows of values between bars under their names, or lines that are no table. */
export type Printed =
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] }
  | { readonly lines: readonly string[] };

/** What the tool comes to on a node. */
export interface Answer {
  readonly pnn: Pnn;
  /** Exit code; absent: it does not end, or is never run. */
  readonly exit?: number;
  readonly printed?: Printed;
  /** What else is to be said, in a sentence. */
  readonly note?: string;
}

/** What is printed, as it stands on the screen. */
export function printedLines(printed: Printed): readonly string[] {
  if ("lines" in printed) return printed.lines;
  return [printed.columns, ...printed.rows].map((row) => `|${row.join("|")}|`);
}
