import type { ObservationOf, ObservationType } from "../../model/index.ts";

/**
 * How much an event matters to a reader: faults and what decides who leads 3, turns of the story 2, details 1, what
 * repeats every second 0.
 */
export type Weight = 0 | 1 | 2 | 3;

/** What a reader is told of one kind of event; the host is named by its column. */
export interface Phrase<T extends ObservationType> {
  readonly weight: Weight | ((event: ObservationOf<T>) => Weight);
  readonly say: (event: ObservationOf<T>) => string;
}

/** How one kind of event is told. */
export const phrase = <T extends ObservationType>(
  weight: Phrase<T>["weight"],
  say: (event: ObservationOf<T>) => string,
): Phrase<T> => ({
  weight,
  say,
});
