/** How a renderer marks words; the plain one leaves them alone. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly fault: (text: string) => string;
  readonly dim: (text: string) => string;
}

const same = (text: string): string => text;

/** No marks at all: files, pipes, NO_COLOR. */
export const plain: Paint = { strong: same, good: same, bad: same, fault: same, dim: same };

const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`;

/** Marks for a terminal. */
export const coloured: Paint = {
  strong: sgr(1, 22),
  good: sgr(32, 39),
  bad: sgr(31, 39),
  fault: sgr(33, 39),
  dim: sgr(2, 22),
};

/** How wide and in which colours a report is written. */
export interface Look {
  /** Columns of the page, at least 40 are used. */
  readonly columns: number;
  readonly paint: Paint;
}

/** A page for a file: 100 columns, no colours. */
export const page: Look = { columns: 100, paint: plain };
