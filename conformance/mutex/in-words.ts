import type { Answer } from "../helper/index.ts";

/** What a helper answered, as the end of a sentence that begins with its name. */
export function inWords(answer: Answer): string {
  if (answer.kind === "byte") return `answered ${JSON.stringify(answer.byte)} after ${ms(answer.afterMs)}`;
  if (answer.kind === "closed") return `ended its output after ${ms(answer.afterMs)} without a status`;
  return `said nothing for ${ms(answer.afterMs)}`;
}

/** Milliseconds to read: `12 ms`, `4.5 s`. */
export function ms(milliseconds: number): string {
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}
