import { writeFileSync } from "node:fs";
import {
  computeFigures,
  type FidelityFigures,
  fidelityPage,
  figuresPlace,
  type Judged,
  judged,
  readTimings,
  readTrials,
} from "./fidelity/index.ts";
import { type Line, outcome, type Size } from "./line.ts";

const SEEDS: Readonly<Record<Size, number>> = { full: 200, small: 10 };

const known = new Map<Size, readonly Judged[]>();

/** Runs all rows once; at full size the page and the figures behind it are written anew. */
function all(size: Size): readonly Judged[] {
  const before = known.get(size);
  if (before !== undefined) return before;
  const figures = computeFigures(SEEDS[size]);
  const found = judged(readTimings(), readTrials(), figures);
  known.set(size, found);
  if (size === "full") write(figures, found);
  return found;
}

function write(figures: FidelityFigures, found: readonly Judged[]): void {
  writeFileSync(figuresPlace, `${JSON.stringify(figures)}\n`);
  writeFileSync(new URL("../docs/fidelity.md", import.meta.url), fidelityPage(found, figures.seeds));
}

function line(kind: "a" | "b" | "c", name: string): Line {
  return {
    name: `(${kind}) ${name}`,
    run: (size) => {
      const asked = all(size).filter((one) => one[kind] !== "");
      const wrong = asked.filter((one) => one[kind] === "no");
      const figures = `${asked.length - wrong.length} of ${asked.length} columns, ${SEEDS[size]} seeds a row`;
      const which = wrong.map(({ row, column }) => `${row} ${column}`).join(", ");
      // A few seeds do not reach the ends of a range.
      return outcome(
        wrong.length === 0 || (kind === "a" && size === "small"),
        which === "" ? figures : `${figures}; not ${which}`,
      );
    },
  };
}

/** Issue "Every lock design, CTDB's own timings": the times, in docs/fidelity.md. */
export const lines: readonly Line[] = [
  line("a", "every measured value lies inside the simulated range"),
  line("b", "every simulated value lies inside the mechanism interval"),
  line("c", "with a trial's phases, its values agree within the larger of 1 s and 20 %"),
];
