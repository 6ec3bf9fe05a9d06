import type { Entry } from "./entries.ts";
import type { Found } from "./found-in.ts";

/** An entry and what its campaigns needed. */
export interface Measured {
  readonly entry: Entry;
  readonly found: readonly Found[];
}

/** The table of what random runs find of the zoo, and what cannot be found. */
export function pageOf(
  measured: readonly Measured[],
  inexpressible: readonly (readonly [string, string])[],
  runsMax: number,
): string {
  return [
    "# The zoo: historic defects, and what finds them",
    "",
    "Written by `npm run acceptance -- zoo`. Areas *election* and *cluster-mutex*. Each entry is an override file in",
    "`fixtures/defects/`, looked for in several campaigns (`<seed>/1`, `<seed>/2` …) until the property named breaks;",
    `a campaign has at most ${runsMax} runs. CPU time is the median of the campaigns on one core.`,
    "",
    "| entry | what it is | lock, version, dropped | found by | median run | worst run | CPU time |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...measured.map(rowOf),
    "",
    "## Not measured",
    "",
    "| entry | why |",
    "| --- | --- |",
    ...inexpressible.map(([id, why]) => `| ${id} | ${why} |`),
    "",
  ].join("\n");
}

function rowOf({ entry, found }: Measured): string {
  const runs = found.map(({ run }) => run ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const seconds = found.map(({ cpuSeconds }) => cpuSeconds).sort((a, b) => a - b);
  const { lock = "fcntl", ctdb = "head", drop = [] } = entry.options;
  const setting = [lock, String(ctdb), ...drop].join(", ");
  const cells = [
    `\`${entry.name}\``,
    entry.sentence.replaceAll("|", "\\|"),
    setting,
    `\`${entry.property}\``,
    runText(middle(runs)),
    runText(runs.at(-1)),
    `${(middle(seconds) ?? 0).toFixed(1)} s`,
  ];
  return `| ${cells.join(" | ")} |`;
}

function middle(sorted: readonly number[]): number | undefined {
  return sorted[Math.floor(sorted.length / 2)];
}

function runText(run: number | undefined): string {
  return run === undefined || !Number.isFinite(run) ? "not found" : String(run);
}
