import type { Command } from "commander";
import type { ExitCode } from "../../reports/index.ts";
import type { InspectFlags } from "../commands/inspect.ts";
import type { Io } from "../io.ts";
import { collect } from "./run-options.ts";

/** `cluster-sim inspect`. */
export function addInspect(root: Command, io: Io, done: (code: ExitCode) => void): void {
  root
    .command("inspect <run> [topic]")
    .description(
      "what the cluster's own tool would print on each node at a moment of a run: status, ip, getdbmap, getvnnmap, getrecmode, leader, ifaces, natgw or lvs",
    )
    .requiredOption("--at <time>", "the moment, such as 12.5s or 02:56.109")
    .option("--node <pnn>", "only this node")
    .option("--defect <file>", "an override file, or the name of a defect of the package; repeatable", collect, [])
    .option("--json", "only JSON on standard output")
    .action(async (run: string, topic: string | undefined, flags: InspectFlags) =>
      done(await (await import("../commands/inspect.ts")).inspectRun(io, run, topic, flags)),
    );
}
