import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { captured } from "../../cli/captured-io.ts";
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
}

/** Runs seed after seed until the property breaks; then the run must come again from its command and from its tape. */
export async function find({ options, property, seed, runsMax, shrinks = false }: Hunt): Promise<Outcome> {
  const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-find-"));
  const others = new Map<string, number>();
  for (let index = 1; index <= runsMax; index += 1) {
    const args = ["run", "--seed", `${seed}/${index}`, ...options];
    // The short story is looked for elsewhere.
    const { out, err, code } = await captured([...args, "--no-shrink", "--json"], { cwd });
    if (out === "") return outcome(false, `\`${args.join(" ")}\` ended with ${code}: ${err}`);
    const verdict = JSON.parse(out) as RunVerdict;
    const broken = verdict.properties.filter((one) => one.verdict === "violated").map((one) => one.name);
    if (broken.includes(property)) return again(args, verdict, index, cwd, shrinks);
    for (const name of broken) others.set(name, (others.get(name) ?? 0) + 1);
  }
  const seen = [...others].map(([name, count]) => `${name} in ${count}`).join(", ") || "nothing";
  return outcome(false, `\`run ${options.join(" ")}\`: ${property} did not break in ${runsMax} runs; broken: ${seen}`);
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
