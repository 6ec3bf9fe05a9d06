/** The decisions of one run in the order they were made, as plain data. */
export interface Tape {
  /** Every label that occurs, in order of its first decision. */
  readonly labels: string[];
  /** Three numbers a decision: index of its label, bound, value. */
  readonly entries: number[];
  /** So many decisions came after these and are not on the tape: the seed makes them again. Absent: none. */
  rest?: number;
}

/** One decision, taken apart. */
export interface Decision {
  readonly label: string;
  readonly bound: number;
  readonly value: number;
}

/** A tape without decisions. */
export function emptyTape(): Tape {
  return { labels: [], entries: [] };
}

/** How many decisions a run made, those that its tape does not hold among them. */
export function tapeLength({ entries, rest = 0 }: Tape): number {
  return entries.length / 3 + rest;
}

/** The decision at `index`, or undefined past the end. */
export function decisionAt(tape: Tape, index: number): Decision | undefined {
  const [labelIndex, bound, value] = tape.entries.slice(index * 3, index * 3 + 3);
  const label = tape.labels[labelIndex ?? -1];
  if (label === undefined || bound === undefined || value === undefined) return undefined;
  return { label, bound, value };
}
