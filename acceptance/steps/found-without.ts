import type { Line } from "../line.ts";
import { find } from "./find.ts";

/** Something that is found by random runs once its assumption is dropped, and shrunk. */
export const foundWithout = (what: string, property: string, assumption: string): Line => ({
  name: `found: ${what}, without ${assumption}`,
  run: () => find({ options: ["--drop-assumption", assumption], property, seed: "find", runsMax: 200, shrinks: true }),
});
