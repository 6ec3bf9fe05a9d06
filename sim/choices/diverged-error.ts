/** What a run asked, or was expected to ask. */
export interface Question {
  readonly label: string;
  readonly bound: number;
}

/** A run that was to repeat another asked something else: the code, the scenario or the tape is not the one of the first run. */
export class DivergedError extends Error {
  override readonly name = "DivergedError";
  /** Which decision, counted from 0. */
  readonly index: number;
  /** What the first run asked; undefined when it asked nothing more. */
  readonly expected: Question | undefined;
  /** What this run asks; undefined when it ended early. */
  readonly asked: Question | undefined;

  constructor(index: number, expected: Question | undefined, asked: Question | undefined) {
    super(
      `Decision ${index}: expected ${describe(expected)}, but this run ${asked ? `asks ${describe(asked)}` : "has ended"}`,
    );
    this.index = index;
    this.expected = expected;
    this.asked = asked;
  }
}

function describe(question: Question | undefined): string {
  return question === undefined ? "no further decision" : `"${question.label}" below ${question.bound}`;
}
