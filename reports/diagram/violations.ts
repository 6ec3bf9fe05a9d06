import type { FailureStory } from "../story/index.ts";
import type { RunVerdict } from "../verdict.ts";

/** A property that was violated, and when. */
export interface Violation {
  readonly name: string;
  readonly atUs: number;
  readonly why: readonly string[];
}

/** The violations of a run that have a moment, the first one first. */
export function violations({ properties }: Pick<RunVerdict, "properties">): readonly Violation[] {
  return properties
    .flatMap(({ verdict, atUs, name, why }) => (verdict === "violated" && atUs !== null ? [{ name, atUs, why }] : []))
    .sort((a, b) => a.atUs - b.atUs);
}

/**
 * The violation that a story is about: of the property that it was shortened for, else the first of the catalogue, as
 * its folder is named. Undefined: none has a moment.
 */
export function mainViolation({ verdict, shrunk }: Pick<FailureStory, "verdict" | "shrunk">): Violation | undefined {
  const all = violations(verdict);
  const named = [shrunk?.property, ...verdict.properties.map(({ name }) => name)];
  for (const name of named) {
    const found = all.find((one) => one.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}
