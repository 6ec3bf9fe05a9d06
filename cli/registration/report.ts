import type { Command } from "commander";
import type { ExitCode } from "../../reports/index.ts";
import type { ReportFlags } from "../commands/report.ts";
import type { Io } from "../io.ts";

/** `cluster-sim report`. */
export function addReport(root: Command, io: Io, done: (code: ExitCode) => void): void {
  root
    .command("report <run>")
    .description("write the reports of a run folder anew: text, HTML, SVG, an issue, a test, a trace for Perfetto")
    .option("--open", "show report.html in the browser")
    .action(async (run: string, flags: ReportFlags) =>
      done(await (await import("../commands/report.ts")).report(io, run, flags)),
    );
}
