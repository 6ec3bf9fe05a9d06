import type { RunVerdict } from "../verdict.ts";

/** A property that was violated, and when. */
export interface Violation {
  readonly name: string;
  readonly atUs: number;
}

/** The violations of a run that have a moment, the first one first. */
export function violations({ properties }: Pick<RunVerdict, "properties">): readonly Violation[] {
  return properties
    .flatMap(({ verdict, atUs, name }) => (verdict === "violated" && atUs !== null ? [{ name, atUs }] : []))
    .sort((a, b) => a.atUs - b.atUs);
}
