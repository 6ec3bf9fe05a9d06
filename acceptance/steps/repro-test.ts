import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seedRunner } from "../../cli/vitest.ts";
import { type Outcome, outcome, type Size } from "../line.ts";
import { type FreshProject, freshProject } from "./fresh-project.ts";
import { root } from "./shell.ts";

/** A defect, and where the user has it: by its name in the package, or as a file of the repository. */
export interface ReproducedDefect {
  readonly name: string;
  readonly file?: string;
}

/** So many seeds are tried for a failure of each. */
const SEEDS_MAX = 100;

/** Strict types, and no types but those that the two packages bring. */
const TYPES = {
  compilerOptions: {
    target: "es2022",
    module: "nodenext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  },
  include: ["out"],
};

/** What vitest says of a run. */
interface Report {
  readonly numFailedTests: number;
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly failureMessages: readonly string[] }[];
  }[];
}

/**
 * The `repro.test.ts` of each defect is red with it and green without it, in a fresh folder that holds the packed package
 * and vitest, and fits strict types. At small size the run is taken as it was found, not shortened.
 */
export function reproTests(defects: readonly ReproducedDefect[]): (size: Size) => Promise<Outcome> {
  return async (size) => {
    const project = freshProject(["vitest"]);
    try {
      const tests: string[] = [];
      for (const defect of defects) tests.push(await reproOf(project, defect, size));
      writeFileSync(join(project.folder, "tsconfig.json"), JSON.stringify(TYPES));
      const typed = project.npx("tsc", "-p", ".");
      const red = reportOf(project, tests);
      for (const test of tests) cure(join(project.folder, test));
      const green = reportOf(project, tests);
      const told = red.testResults.flatMap(({ assertionResults }) => assertionResults);
      const isTold = told.every(({ failureMessages }) =>
        /is violated.*\nreproduce: /s.test(failureMessages.join("\n")),
      );
      const ok = red.numFailedTests === tests.length && isTold && green.numPassedTests === tests.length;
      const counts = `${red.numFailedTests} red, ${green.numPassedTests} green without the defect`;
      const names = defects.map(({ name }) => name).join(", ");
      return outcome(
        ok && typed.code === 0,
        `${names}: ${counts}${typed.code === 0 ? ", types fit" : `; ${typed.out}`}`,
      );
    } finally {
      project.remove();
    }
  };
}

function reportOf(project: FreshProject, tests: readonly string[]): Report {
  return JSON.parse(project.npx("vitest", "run", "--reporter=json", ...tests).out) as Report;
}

/** Empties the list of defects, as the comment above it says. */
function cure(place: string): void {
  const text = readFileSync(place, "utf8");
  writeFileSync(place, text.replace(/^const defects: .*$/m, "const defects: readonly string[] = [];"));
}

/** Lets the installed command find a failure; gives the test it wrote for the shortest story. */
async function reproOf(project: FreshProject, { name, file }: ReproducedDefect, size: Size): Promise<string> {
  const given = file === undefined ? name : `./overrides/${name}.mjs`;
  if (file !== undefined) {
    mkdirSync(join(project.folder, "overrides"), { recursive: true });
    cpSync(join(root, file), join(project.folder, given));
  }
  const run = await seedRunner({ defects: [given] }, project.folder);
  const seeds = Array.from({ length: SEEDS_MAX }, (_, index) => `defect/${index + 1}`);
  const seed = seeds.find((one) => run(one).verdict === "violated");
  if (seed === undefined) throw new Error(`${name}: none of ${SEEDS_MAX} seeds fails`);
  const asFound = size === "small" ? ["--no-shrink"] : [];
  const { out } = project.npx("cluster-sim", "run", "--seed", seed, "--defect", given, ...asFound);
  const folder = /^written to (.+)$/m.exec(out)?.[1] ?? "";
  const short = /^the short one to (.+)$/m.exec(out)?.[1] ?? folder;
  const test = join(short, "repro.test.ts");
  if (!existsSync(join(project.folder, test))) throw new Error(`${name}: ${test} was not written: ${out}`);
  return test;
}
