import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import { table } from "../text/index.ts";
import type { Fate, FateWord, KillWord } from "./mutation.ts";

/** The outcome of trying mutants: what `zoo mutate --json` prints. */
export interface MutationScore {
  readonly seed: string;
  /** Runs of each lock, or of each design of grace with each lock, that a mutant was tried with at most. */
  readonly seeds: number;
  readonly locks: readonly string[];
  /** Designs of grace; absent: nobody locked files. */
  readonly graces?: readonly string[];
  readonly version: string;
  readonly mutants: number;
  readonly killed: number;
  /** The killed ones by the kind of verdict that killed them first. */
  readonly kills: Readonly<Record<KillWord, number>>;
  /** Survivors that somebody has looked at, and why they survive. */
  readonly explained: number;
  /** Survivors that nobody has explained. */
  readonly unexplained: number;
  /** Cannot be built. */
  readonly refused: number;
  /** Killed ones among those that can be built and are not explained, percent with one decimal. */
  readonly percent: number;
  readonly fates: readonly Fate[];
  readonly interrupted: boolean;
}

/** Adds fates up. */
export function mutationScore(
  about: Pick<MutationScore, "seed" | "seeds" | "locks" | "graces" | "version" | "interrupted">,
  fates: readonly Fate[],
): MutationScore {
  const count = (is: (fate: Fate) => boolean): number => fates.filter(is).length;
  const killed = count(({ fate }) => fate === "killed");
  const refused = count(({ fate }) => fate === "refused");
  const explained = count((one) => survives(one) && one.why !== undefined);
  const unexplained = fates.length - killed - refused - explained;
  const by = (word: KillWord): number => count(({ how }) => how === word);
  const kills = { violated: by("violated"), inconclusive: by("inconclusive"), crashed: by("crashed") };
  const judged = killed + unexplained;
  const percent = judged === 0 ? 100 : Math.round((killed * 1000) / judged) / 10;
  return { ...about, mutants: fates.length, killed, kills, explained, unexplained, refused, percent, fates };
}

/** What each word means of a survivor. */
const words: Readonly<Partial<Record<FateWord, string>>> = {
  survived: "runs went another way and no property minded",
  same: "every event stayed the same",
  unreached: "no run asked for it in a way that it would answer differently",
};

/** The score, the survivors with their reasons, and those that nobody has explained. */
export function mutationText(score: MutationScore, look: Look): string {
  const { strong } = look.paint;
  const { mutants, killed, kills, explained, unexplained, refused, percent, seeds } = score;
  const section = (title: string, rows: readonly (readonly string[])[]): readonly string[] =>
    rows.length === 0
      ? []
      : [
          "",
          strong(`${title} (${rows.length})`),
          ...table(
            rows.map((row) => row.map(printable)),
            look.columns,
          ),
        ];
  const open = score.fates.filter((one) => survives(one) && one.why === undefined);
  return [
    ...section(
      "Explained survivors",
      score.fates.filter((one) => survives(one) && one.why !== undefined).map((one) => [one.id, one.why ?? ""]),
    ),
    ...(["survived", "same", "unreached"] as const).flatMap((word) =>
      section(
        `Unexplained: ${words[word]}`,
        open
          .filter(({ fate }) => fate === word)
          .map(({ id, reached, differing, ...on }) => [id, `${groundOf(on)}: ${reached} runs, ${differing} differ`]),
      ),
    ),
    "",
    `${mutants} mutants in at most ${seeds} runs each with ${groundsOf(score)}: ${killed} killed, ${explained} survive for a reason, ${unexplained} unexplained, ${refused} cannot be built`,
    `killed: ${kills.violated} by a violated property, ${kills.inconclusive} by a verdict left open or a run without end, ${kills.crashed} by a crash`,
    `mutation score ${percent} % (killed of those without a reason to survive)${score.interrupted ? "; interrupted: mutants are missing" : ""}`,
    "",
  ].join("\n");
}

function groundOf({ lock, grace }: Pick<Fate, "lock" | "grace">): string {
  return grace === undefined ? lock : `${lock}, ${grace}`;
}

function groundsOf({ locks, graces = [] }: Pick<MutationScore, "locks" | "graces">): string {
  return graces.length === 0 ? locks.join(", ") : `${locks.join(", ")} and grace ${graces.join(", ")}`;
}

function survives({ fate }: Fate): boolean {
  return fate === "survived" || fate === "same" || fate === "unreached";
}
