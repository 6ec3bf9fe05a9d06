import { type Model, standardModel, toMermaid, toXStateJson, withOverrides } from "../../model/index.ts";
import { EXIT, type ExitCode, table } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { knownName } from "../options/names.ts";
import { readDefects } from "../session/inputs.ts";

interface DiagramFlags {
  readonly format: string;
  readonly defect: readonly string[];
}

/** `cluster-sim diagram`: a chart as Mermaid or as XState reads it; without a name, the list of charts. */
export async function diagram(io: Io, name: string | undefined, flags: DiagramFlags): Promise<ExitCode> {
  const format = knownName(flags.format, "--format", ["mermaid", "json"]);
  const { charts } = withOverrides(standardModel(), await readDefects(flags.defect, io.cwd));
  if (name === undefined) io.out(listOf(charts, io.look.columns));
  else io.out(drawing(charts, knownName(name, "diagram", Object.keys(charts)), format));
  return EXIT.holds;
}

function listOf(charts: Model["charts"], columns: number): string {
  return `${table(
    Object.values(charts).map((chart) => [chart.id, chart.sentence]),
    columns,
    "",
  ).join("\n")}\n`;
}

function drawing(charts: Model["charts"], name: string, format: "mermaid" | "json"): string {
  const chart = charts[name];
  if (chart === undefined) return "";
  return format === "json" ? `${JSON.stringify(toXStateJson(chart), null, 2)}\n` : `${toMermaid(chart).trimEnd()}\n`;
}
