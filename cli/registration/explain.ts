import type { Command } from "commander";
import type { ExitCode } from "../../reports/index.ts";
import type { ExplainFlags } from "../commands/explain.ts";
import type { Io } from "../io.ts";

/** `cluster-sim explain`. */
export function addExplain(root: Command, io: Io, done: (code: ExitCode) => void): void {
  root
    .command("explain <run>")
    .description("when did the failure become likely: tries the run again from many of its moments")
    .option("--property <name>", "the property whose failure is explained, if the run violates several")
    .option("--points <count>", "so many moments are tried, most of them where the probability jumps", "40")
    .option("--tries <count>", "so many runs go on from each, and as many without further faults", "25")
    .option("--json", "only JSON on standard output")
    .action(async (run: string, flags: ExplainFlags) =>
      done(await (await import("../commands/explain.ts")).explainSaved(io, run, flags)),
    );
}
