import { printable } from "./printable.ts";

/** What a caught value says, in one harmless line. */
export function inWords(error: unknown): string {
  return printable(error instanceof Error ? error.message : String(error));
}
