/** Renderers of the zoo: what random runs find of historic defects, and of mutants. */
export type { Fate, FateWord, KillWord } from "./mutation.ts";
export { type MutationScore, mutationScore, mutationText } from "./mutation-text.ts";
export type { DefectScore, ZooScore } from "./score.ts";
export { isWithin, median, scoreLine, scoreText, secondsText } from "./score-text.ts";
