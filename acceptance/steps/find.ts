import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { captured } from "../../cli/captured-io.ts";
import type { Scenario } from "../../model/index.ts";
import type { RunVerdict } from "../../reports/index.ts";
import { type Outcome, outcome } from "../line.ts";

/** What is looked for: options of `run`, and the property that must break. */
export interface Hunt {
  readonly options: readonly string[];
  readonly property: string;
  readonly seed: string;
  readonly runsMax: number;
  /** The shortest story is looked for too: there must be a shorter one. */
  readonly shrinks?: boolean;
  /** Of several that were dropped: with this one in force again the same scenario must not break the property. */
  readonly curedBy?: string;
}

/** Runs seed after seed until the property breaks; then the run must come again from its command and from its tape. */
export async function find({ options, property, seed, runsMax, shrinks = false, curedBy }: Hunt): Promise<Outcome> {
  const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-find-"));
  const others = new Map<string, number>();
  for (let index = 1; index <= runsMax; index += 1) {
    const args = ["run", "--seed", `${seed}/${index}`, ...options];
    const written = `run-${index}`;
    // The short story is looked for elsewhere.
    const { out, err, code } = await captured([...args, "--no-shrink", "--json", "--out", written], { cwd });
    if (out === "") return outcome(false, `\`${args.join(" ")}\` ended with ${code}: ${err}`);
    const verdict = JSON.parse(out) as RunVerdict;
    const broken = brokenIn(verdict);
    const isFound =
      broken.includes(property) && (curedBy === undefined || (await isCured(join(cwd, written), property, curedBy)));
    if (isFound) return again(args, verdict, index, cwd, shrinks);
    for (const name of broken) others.set(name, (others.get(name) ?? 0) + 1);
  }
  const seen = [...others].map(([name, count]) => `${name} in ${count}`).join(", ") || "nothing";
  return outcome(false, `\`run ${options.join(" ")}\`: ${property} did not break in ${runsMax} runs; broken: ${seen}`);
}

function brokenIn({ properties }: RunVerdict): readonly string[] {
  return properties.filter((one) => one.verdict === "violated").map((one) => one.name);
}

/** Does the property hold in the run of this folder, once this assumption is in force again? */
async function isCured(written: string, property: string, assumption: string): Promise<boolean> {
  const folder = join(written, readdirSync(written)[0] ?? "");
  const scenario = JSON.parse(readFileSync(join(folder, "scenario.json"), "utf8")) as Scenario;
  const file = join(written, "cured.json");
  writeFileSync(file, JSON.stringify({ ...scenario, dropped: scenario.dropped.filter((name) => name !== assumption) }));
  const { out } = await captured(["run", "--scenario", file, "--no-shrink", "--json"], { cwd: written });
  return out !== "" && !brokenIn(JSON.parse(out) as RunVerdict).includes(property);
}

/** The printed command a second time, then the folder: same verdict, same trace. */
async function again(
  args: readonly string[],
  first: RunVerdict,
  runs: number,
  cwd: string,
  shrinks: boolean,
): Promise<Outcome> {
  const text = await captured(shrinks ? args : [...args, "--no-shrink"], { cwd });
  const shrunk = /^ {2}shrunk +(from .+?)(?=\n {2}\w)/ms.exec(text.out)?.[1]?.replaceAll(/\s+/g, " ");
  const folder = /^written to (.+)$/m.exec(text.out)?.[1] ?? "";
  const defects = args.flatMap((word, index) => (word === "--defect" ? ["--defect", args[index + 1] ?? ""] : []));
  const replay = await captured(["replay", folder, ...defects, "--json"], { cwd });
  const same = replay.out !== "" && (JSON.parse(replay.out) as RunVerdict).traceHash === first.traceHash;
  const codes = `exit ${first.exitCode}, again ${text.code}, replayed ${replay.code}`;
  const figures = `found in run ${runs} by \`npx cluster-sim ${args.join(" ")}\` (${codes}${same ? ", same trace" : `, another trace: ${replay.err}`})`;
  const isShort = !shrinks || shrunk !== undefined;
  const story = shrinks ? `; ${shrunk === undefined ? "no shorter story" : `shrunk ${shrunk}`}` : "";
  return outcome(same && text.code === first.exitCode && replay.code === first.exitCode && isShort, figures + story);
}
