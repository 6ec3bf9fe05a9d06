import type { Command } from "commander";
import type { ExitCode } from "../../reports/index.ts";
import type { ShrinkFlags } from "../commands/shrink.ts";
import type { Io } from "../io.ts";

/** `cluster-sim shrink`. */
export function addShrink(root: Command, io: Io, done: (code: ExitCode) => void): void {
  root
    .command("shrink <run>")
    .description("look for the shortest story of a failing run that still fails; written to <run>/shrunk")
    .option("--time <time>", "how long to look; the best so far is kept", "60s")
    .option("--property <name>", "the property that must go on failing, if the run violates several")
    .option("--json", "only JSON on standard output")
    .action(async (run: string, flags: ShrinkFlags) =>
      done(await (await import("../commands/shrink.ts")).shrinkSaved(io, run, flags)),
    );
}
