import { counted } from "../count-text.ts";
import { table } from "../text/index.ts";

/** What drills cover of a helper's charts: the same shape as what sim/ gives. */
export interface CoverAbout {
  readonly drills: readonly { readonly name: string }[];
  readonly transitions: readonly string[];
  readonly covered: readonly string[];
  readonly uncovered: readonly { readonly transition: string; readonly because: string }[];
}

/** How much of a helper's charts the drills exercise, and what cannot be caused from outside, with the reason. */
export function coverText({ drills, transitions, covered, uncovered }: CoverAbout, columns: number): readonly string[] {
  const take = drills.length === 1 ? "takes" : "take";
  const head = `${counted(drills.length, "drill")} ${take} ${covered.length} of ${counted(transitions.length, "transition")}`;
  if (uncovered.length === 0) return [head];
  return [
    `${head}; from outside nobody can cause:`,
    ...table(
      uncovered.map(({ transition, because }) => [transition, because]),
      columns,
    ),
  ];
}
