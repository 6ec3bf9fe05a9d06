import {
  type Model,
  standardModel,
  type TransitionCounts,
  toMermaid,
  toXStateJson,
  transitionKey,
  transitionNames,
  withOverrides,
} from "../../model/index.ts";
import { chartCoverage, EXIT, type ExitCode, table } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { knownName } from "../options/names.ts";
import { readDefects } from "../session/inputs.ts";
import { readCoverage } from "../session/read-coverage.ts";
import { UsageError } from "../usage-error.ts";

interface DiagramFlags {
  readonly format: string;
  readonly coverage?: string;
  readonly defect: readonly string[];
}

/** `cluster-sim diagram`: a chart as Mermaid or as XState reads it; without a name, the list of charts. */
export async function diagram(io: Io, name: string | undefined, flags: DiagramFlags): Promise<ExitCode> {
  const format = knownName(flags.format, "--format", ["mermaid", "json"]);
  if (flags.coverage !== undefined && format === "json")
    throw new UsageError("--coverage: is drawn by --format mermaid alone; leave one of the two out");
  const counts = flags.coverage === undefined ? undefined : readCoverage(flags.coverage, io.cwd);
  const model = withOverrides(standardModel(), await readDefects(flags.defect, io.cwd));
  if (name === undefined) io.out(listOf(model, counts, io.look.columns));
  else io.out(drawing(model.charts, knownName(name, "diagram", Object.keys(model.charts)), format, counts));
  return EXIT.holds;
}

/** Every chart with its sentence, or with what was taken of it. */
function listOf(model: Model, counts: TransitionCounts | undefined, columns: number): string {
  const names = transitionNames(model);
  const words = (id: string, sentence: string): string => {
    const all = names.get(id) ?? [];
    if (counts === undefined || all.length === 0) return sentence;
    const { taken } = chartCoverage(new Map([[id, all]]), counts);
    return taken === 0 ? "never entered" : `${taken} of ${all.length} transitions taken`;
  };
  const rows = Object.values(model.charts).map(({ id, sentence }) => [id, words(id, sentence)]);
  return `${table(rows, columns, "").join("\n")}\n`;
}

function drawing(
  charts: Model["charts"],
  name: string,
  format: "mermaid" | "json",
  counts: TransitionCounts | undefined,
): string {
  const chart = charts[name];
  if (chart === undefined) return "";
  if (format === "json") return `${JSON.stringify(toXStateJson(chart), null, 2)}\n`;
  const own = transitionKey(name, "");
  const taken =
    counts &&
    new Map(
      Object.entries(counts).flatMap(([key, count]) =>
        key.startsWith(own) ? [[key.slice(own.length), count] as const] : [],
      ),
    );
  return `${toMermaid(chart, taken).trimEnd()}\n`;
}
