import { ChoiceError } from "./choice-error.ts";
import { type Choices, checkBound } from "./choices.ts";
import { drawBelow, openStream, type Stream } from "./stream.ts";

/**
 * Decisions drawn from a seed, with an independent stream for each label.
 *
 * So a run that draws once more under one label stays the same under all others.
 *
 * @throws ChoiceError on an empty seed
 */
export function seeded(seed: string): Choices {
  if (seed === "") throw new ChoiceError("Expected a seed of at least one character, got an empty one");
  const streams = new Map<string, Stream>();
  return {
    pick(label, bound) {
      checkBound(label, bound);
      if (bound === 1) return 0;
      let stream = streams.get(label);
      if (stream === undefined) {
        stream = openStream(`${seed}/${label}`);
        streams.set(label, stream);
      }
      return drawBelow(stream, bound);
    },
  };
}
