import { type Choices, checkBound } from "./choices.ts";
import { DivergedError } from "./diverged-error.ts";
import { decisionAt, type Tape, tapeLength } from "./tape.ts";

/** Choices that repeat a tape, and how far they came. */
export interface Replay extends Choices {
  /** Decisions repeated so far. */
  readonly position: number;
  /** Where the run left the tape and went on by itself; undefined while it follows. */
  readonly divergence: DivergedError | undefined;
}

/**
 * Repeats the decisions of a tape.
 *
 * @param goOn answers everything from the first question that is not the tape's, or from its end; without it that question throws.
 * Of a tape that does not hold all decisions it makes the rest: it must be as it was at the start of the recorded run
 * @throws DivergedError from `pick`, naming the decision, what was expected and what was asked
 */
export function replayed(tape: Tape, goOn?: Choices): Replay {
  const { labels, entries, rest = 0 } = tape;
  let position = 0;
  let divergence: DivergedError | undefined;
  const repeated = (label: string, bound: number, who: number | undefined): number | undefined => {
    const at = position * 3;
    if (at >= entries.length) return position < tapeLength(tape) ? goOn?.pick(label, bound, who) : undefined;
    if (labels[entries[at] as number] !== label || entries[at + 1] !== bound) return undefined;
    // Streams that make the rest must then stand where they stood in the recorded run.
    if (rest > 0) goOn?.pick(label, bound, who);
    return entries[at + 2];
  };
  return {
    get position() {
      return position;
    },
    get divergence() {
      return divergence;
    },
    pick(label, bound, who) {
      checkBound(label, bound);
      if (bound === 1) return 0;
      if (divergence === undefined) {
        const value = repeated(label, bound, who);
        if (value !== undefined) {
          position += 1;
          return value;
        }
        divergence = new DivergedError(position, decisionAt(tape, position), { label, bound });
      }
      if (goOn === undefined) throw divergence;
      return goOn.pick(label, bound, who);
    },
  };
}
