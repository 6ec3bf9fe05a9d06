import type { Tape } from "./tape.ts";
import { TapeError } from "./tape-error.ts";

/** Longest text that is read, in characters; a run of a million decisions needs a tenth. */
const TAPE_TEXT_MAX: number = 2 ** 27;
/** Most labels a tape may have; labels are coarse, so a sound one has some dozen. */
const TAPE_LABELS_MAX = 65_536;

/** The tape as one line of JSON. */
export function encodeTape(tape: Tape): string {
  const { labels, entries, rest } = tape;
  return JSON.stringify({ tape: 1, labels, ...(rest === undefined ? {} : { rest }), entries });
}

/**
 * Reads what {@link encodeTape} wrote.
 *
 * @throws TapeError naming the label or entry that is wrong
 */
export function decodeTape(text: string): Tape {
  if (text.length > TAPE_TEXT_MAX) {
    throw new TapeError(`Expected a tape of at most ${TAPE_TEXT_MAX} characters, got ${text.length}`);
  }
  const { tape, labels, entries, rest } = parseObject(text);
  if (tape !== 1) throw new TapeError(`Expected "tape" to be version 1, got ${show(tape)}`);
  const soundLabels = checkLabels(labels);
  const kept = { labels: soundLabels, entries: checkEntries(entries, soundLabels.length) };
  if (rest === undefined) return kept;
  if (typeof rest === "number" && Number.isSafeInteger(rest) && rest >= 0) return { ...kept, rest };
  throw new TapeError(`Expected "rest" to be a number of decisions, got ${show(rest)}`);
}

function parseObject(text: string): { tape?: unknown; labels?: unknown; entries?: unknown; rest?: unknown } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new TapeError("Expected the tape to be one JSON object; the text is cut off or is no JSON");
  }
  if (typeof parsed !== "object" || parsed === null) {
    throw new TapeError(`Expected the tape to be one JSON object, got ${show(parsed)}`);
  }
  return parsed;
}

function checkLabels(labels: unknown): string[] {
  if (!Array.isArray(labels)) throw new TapeError(`Expected "labels" to be a list, got ${show(labels)}`);
  if (labels.length > TAPE_LABELS_MAX) {
    throw new TapeError(`Expected at most ${TAPE_LABELS_MAX} labels, got ${labels.length}`);
  }
  const seen = new Set<string>();
  labels.forEach((label: unknown, index) => {
    if (typeof label !== "string") throw new TapeError(`Label ${index}: expected text, got ${show(label)}`);
    if (seen.has(label)) throw new TapeError(`Label ${index}: ${show(label)} stands there twice`);
    seen.add(label);
  });
  return [...seen];
}

function checkEntries(entries: unknown, labelCount: number): number[] {
  if (!Array.isArray(entries)) throw new TapeError(`Expected "entries" to be a list, got ${show(entries)}`);
  const whole = Math.floor(entries.length / 3);
  if (whole * 3 !== entries.length) {
    throw new TapeError(
      `Entry ${whole}: expected three numbers, got ${entries.length - whole * 3}; the tape is cut off`,
    );
  }
  const sound: number[] = [];
  for (let index = 0; index < whole; index += 1) {
    const label = numberIn(entries[index * 3], 0, labelCount, index, "label");
    const bound = numberIn(entries[index * 3 + 1], 2, Number.MAX_SAFE_INTEGER + 1, index, "bound");
    sound.push(label, bound, numberIn(entries[index * 3 + 2], 0, bound, index, "value"));
  }
  return sound;
}

function numberIn(value: unknown, min: number, end: number, index: number, field: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= min && value < end) return value;
  throw new TapeError(
    `Entry ${index}: expected ${field} to be an integer from ${min} to ${end - 1}, got ${show(value)}`,
  );
}

/** A value in an error message: short, whatever it is. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
