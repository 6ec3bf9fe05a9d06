import type { Line } from "../line.ts";
import { find } from "./find.ts";

/**
 * Something that is found by random runs once its assumption is dropped, and shrunk. Where another one hides it, that is
 * dropped too, and the run must hold with the first one in force alone.
 */
export const foundWithout = (what: string, property: string, assumption: string, hiddenBy?: string): Line => {
  const dropped = hiddenBy === undefined ? [assumption] : [assumption, hiddenBy];
  const options = dropped.flatMap((name) => ["--drop-assumption", name]);
  const cure = hiddenBy === undefined ? {} : { curedBy: assumption };
  return {
    name: `found: ${what}, without ${dropped.join(" and ")}`,
    run: () => find({ options, property, seed: "find", runsMax: 200, shrinks: true, ...cure }),
  };
};
