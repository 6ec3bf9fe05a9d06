import type { Fate } from "../../../reports/index.ts";
import { fateOf } from "./fate.ts";
import type { Ground } from "./ground.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";
import { type SoundRuns, soundRuns } from "./sound-runs.ts";

/** Mutants that are to be tried with one lock, and one design of grace. */
export interface MutateTask {
  readonly kind: "mutate";
  readonly ground: Ground;
  readonly seed: string;
  readonly seeds: number;
  /** Ids of the mutants. */
  readonly ids: readonly string[];
}

let known:
  | { readonly key: string; readonly sound: SoundRuns; readonly mutants: ReadonlyMap<string, Mutant> }
  | undefined;

/** The fates of some mutants. The sound runs are made once for all tasks with the same ground and seeds. */
export function mutateSome({ ground, seed, seeds, ids }: MutateTask): readonly Fate[] {
  const key = `${ground.lock} ${ground.grace} ${seeds} ${seed}`;
  if (known?.key !== key) {
    const sound = soundRuns(ground, seed, seeds);
    known = { key, sound, mutants: new Map(mutantsOf(sound.model).map((mutant) => [mutant.id, mutant])) };
  }
  const { sound, mutants } = known;
  return ids.flatMap((id) => {
    const mutant = mutants.get(id);
    // Charts that no run on this ground uses are none of its mutants.
    const runs = mutant !== undefined && (mutant.chart === "*" || sound.charts.has(mutant.chart));
    return runs ? [fateOf(mutant, ground, sound)] : [];
  });
}
