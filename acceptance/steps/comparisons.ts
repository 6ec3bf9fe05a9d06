import { mkdirSync, writeFileSync } from "node:fs";
import { captured } from "../../cli/captured-io.ts";
import type { Comparison } from "../../reports/index.ts";
import { claims, experiments, type Measured, pageOf } from "../comparisons/index.ts";
import { type Outcome, outcome, type Size } from "../line.ts";
import { root } from "./shell.ts";

/** Paired runs of each experiment; few are enough to see that it works, too few to claim anything. */
const RUNS: Readonly<Record<Size, number>> = { full: 300, small: 2 };

/** Compares the lock designs, writes docs/comparisons.md, and holds every sentence of it against the numbers. */
export async function comparisons(size: Size): Promise<Outcome> {
  const measured: Measured[] = [];
  for (const experiment of experiments) {
    const args = [...experiment.options, "--runs", String(RUNS[size]), "--seed", "compared", "--budget", "90s"];
    const { code, out, err } = await captured(["compare", ...args, "--json"]);
    if (code !== 0 && code !== 1) return outcome(false, `${experiment.name}: exit ${code}: ${err}`);
    measured.push({ experiment, comparison: JSON.parse(out) as Comparison });
  }
  const of = (name: string): Comparison => {
    const found = measured.find(({ experiment }) => experiment.name === name);
    if (found === undefined) throw new Error(`there is no experiment ${name}`);
    return found.comparison;
  };
  const folder = size === "full" ? `${root}docs/` : `${root}out/`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}comparisons.md`, pageOf(measured, claims, of));
  const wrong = claims.filter((claim) => !claim.holds(of)).map((claim) => claim.text(of));
  const figures = `${experiments.length} experiments of ${RUNS[size]} runs a design; ${claims.length - wrong.length} of ${claims.length} sentences hold`;
  return outcome(
    wrong.length === 0 || size === "small",
    wrong.length === 0 ? figures : `${figures}; not: ${wrong.join(" ")}`,
  );
}
