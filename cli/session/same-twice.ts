import type { Tape } from "../../sim/index.ts";
import type { RecordedOutcome } from "./judged-run.ts";

/** The first thing in which two runs of one plan differ, as a sentence; undefined if they are the same. */
export function firstDifference(first: RecordedOutcome, second: RecordedOutcome): string | undefined {
  return differentDraw(first.tape, second.tape) ?? differentEvent(first, second) ?? differentHash(first, second);
}

function differentDraw(first: Tape, second: Tape): string | undefined {
  // What a tape does not hold shows in the events and the hash.
  const length = Math.max(first.entries.length, second.entries.length) / 3;
  for (let index = 0; index < length; index += 1) {
    const one = decisionText(first, index);
    const other = decisionText(second, index);
    if (one !== other) return `decision ${index} was ${one} in the first run and ${other} in the second`;
  }
  return undefined;
}

function decisionText({ labels, entries }: Tape, index: number): string {
  const [label = -1, bound, value] = entries.slice(index * 3, index * 3 + 3);
  return bound === undefined ? "none" : `${value} of ${bound} for "${labels[label]}"`;
}

function differentEvent(first: RecordedOutcome, second: RecordedOutcome): string | undefined {
  const length = Math.max(first.events.length, second.events.length);
  for (let index = 0; index < length; index += 1) {
    const one = JSON.stringify(first.events[index] ?? "none");
    const other = JSON.stringify(second.events[index] ?? "none");
    if (one !== other) return `event ${index} was ${one} in the first run and ${other} in the second`;
  }
  return undefined;
}

function differentHash(first: RecordedOutcome, second: RecordedOutcome): string | undefined {
  const [one, other] = [first.verdict.traceHash, second.verdict.traceHash];
  return one === other ? undefined : `the trace hash was ${one} in the first run and ${other} in the second`;
}
