import { rmSync } from "node:fs";
import { resolve } from "node:path";
import type { Override, Scenario } from "../../model/index.ts";
import { designOptions, type Kept, type ScenarioSize } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import type { RecordedOutcome } from "./judged-run.ts";
import type { Plan } from "./plan.ts";
import { quoted } from "./reproduce.ts";
import { writeRunFiles, writeRunFolder } from "./run-folder.ts";
import { type Failure, type ShrinkBudget, type ShrunkRun, shrunkRun } from "./shrunk-run.ts";

/** How a failing run is kept. */
export interface Keeping {
  /** Folder for failures. */
  readonly out: string;
  /** Override files or names of defects, as given. */
  readonly defects: readonly string[];
  readonly overrides: readonly Override[];
  /** The shortest story that still fails is looked for. */
  readonly shrinks: boolean;
  /** The property that the short story must violate; absent: the first that the run violates. */
  readonly property?: string;
}

/** Writes a failing run to its folder, and its shortest story beside it. */
export function keepFailure(io: Io, plan: Plan, run: RecordedOutcome, keeping: Keeping): Kept {
  const folder = writeRunFolder(io, keeping.out, plan, run, { defects: keeping.defects });
  const failure = keeping.shrinks ? failureOf(run, keeping.property) : undefined;
  if (failure === undefined) return { folder };
  // Whoever interrupts what comes now shall know what is there already.
  io.err(`cluster-sim: ${failure.property} is violated; kept in ${folder}; looking for a shorter story\n`);
  const short = writeShrunk(io, folder, plan, failure, keeping, run.verdict);
  return { folder, short: storyOfShrunk(short) };
}

/** Shortens a failing run and writes what comes of it to `<folder>/shrunk`. */
export function writeShrunk(
  io: Io,
  folder: string,
  plan: Plan,
  failure: Failure,
  { defects, overrides }: Pick<Keeping, "defects" | "overrides">,
  original: { readonly reproduce: string; readonly size?: ScenarioSize },
  budget: Partial<ShrinkBudget> = {},
): ShrunkRun {
  const place = `${folder}/shrunk`;
  const shrunk = shrunkRun(
    plan,
    overrides,
    failure,
    {
      original: original.reproduce,
      short: (scenario) => shortCommand(`${place}/scenario.json`, scenario, defects),
      ...(original.size === undefined ? {} : { size: original.size }),
    },
    budget,
  );
  // The curve of a longer story says nothing about this one.
  rmSync(resolve(io.cwd, place, "likelihood.json"), { force: true });
  writeRunFiles(io, place, shrunk.plan, shrunk.run, { defects, shrunk: shrunk.note });
  return shrunk;
}

/** The command that repeats a short run. The file says the designs itself; who reads the command shall see them. */
function shortCommand(file: string, scenario: Scenario, defects: readonly string[]): string {
  const designs = designOptions(scenario).map(([name, value]) => `--${name} ${value}`);
  const put = defects.map((defect) => `--defect ${quoted(defect)}`);
  return ["npx cluster-sim run --scenario", quoted(file), ...designs, ...put].join(" ");
}

/** The first property that a run violates, or the one that is named; undefined if it does not. */
export function failureOf({ verdict: { properties }, tape }: RecordedOutcome, name?: string): Failure | undefined {
  const violated = properties.flatMap(({ name: property, verdict, atUs }) =>
    verdict === "violated" && atUs !== null ? [{ property, violatedAtUs: atUs, tape }] : [],
  );
  return name === undefined ? violated[0] : violated.find(({ property }) => property === name);
}

function storyOfShrunk({ plan, run, note }: ShrunkRun): NonNullable<Kept["short"]> {
  const { scenario, ledger } = plan;
  return { story: { scenario, ledger, events: run.events, verdict: run.verdict }, note };
}
