import type { Command } from "commander";
import type { ExitCode } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import type { CompareFlags } from "../options/compare-flags.ts";
import { collect } from "./run-options.ts";

/** `cluster-sim compare`. */
export function addCompare(root: Command, io: Io, done: (code: ExitCode) => void): void {
  root
    .command("compare")
    .description(
      "designs of the lock, of takeover runs, of lists of connections, of who serves which address, of reloading public addresses, of NAT gateway and LVS, or of NFS grace, under the same seeds and the same misfortunes, with distributions",
    )
    .option("--lock <designs>", "2 to 6 designs, separated by commas; the first is what the others are held against")
    .option("--runs <count>", "runs of each design, with the seeds SEED/1, SEED/2, …", "100")
    .option("--seed <text>", "where every decision comes from; one is drawn and printed if absent")
    .option(
      "--scenario <file>",
      "a scenario file, or the name of one that comes with the package; its lock is replaced",
    )
    .option("--nodes <count>", "number of nodes; drawn from 2 to 7 if absent")
    .option("--ctdb <version>", "CTDB's version: 4.3, 4.17 or head (default), or one a node, separated by commas")
    .option(
      "--recovery <design>",
      "how databases are recovered: parallel (default), serial as up to 4.3, or a stage between: untangled, own-generations, helper; or one a node, separated by commas",
    )
    .option("--databases <count>", "number of databases, 0 to 20; 0: no clients either; drawn if absent")
    .option("--addresses <count>", "number of public addresses, 0 to 5000; as many as nodes if absent")
    .option(
      "--takeover <designs>",
      "instead of locks: who makes takeover runs, of helper, inline and daemon; or one for all",
    )
    .option(
      "--tickles <designs>",
      "instead of locks: where it stands which connections clients have, lists,replicated; or one for all",
    )
    .option(
      "--served <designs>",
      "instead of locks: where it stands which node serves which public address, lists,replicated; or one for all",
    )
    .option(
      "--reload <designs>",
      "instead of locks: who reloads public addresses that are changed at run time, child,helper; or one for all",
    )
    .option(
      "--groups <roles>",
      "instead of locks: NAT gateway and LVS by file,capability; or one for all: file, capability or none",
    )
    .option("--faults <kinds>", "only these kinds of faults, separated by commas; see: cluster-sim faults")
    .option("--set <knob=value>", "a constant or tunable; repeatable; times as 5s, 500ms, 3m", collect, [])
    .option("--duration <time>", "length of the runs, such as 3m")
    .option("--drop-assumption <name>", "an assumption that shall not be in force, or all; repeatable", collect, [])
    .option("--as-shipped", "no assumption in force: the designs as shipped, in any environment")
    .option("--budget <time>", "longest fail-over until its recovery is done, such as 90s for the lease of NFSv4")
    .option(
      "--address-budget <time>",
      "longest time from a fault until each public address is announced again, such as 45s",
    )
    .option(
      "--grace <designs>",
      "instead of locks: designs of NFS grace, separated by commas, or all; every failure, prompt and slow clients, with and without smbd; see: cluster-sim graces",
    )
    .option("--clients <protocol>", "with --grace: how clients of NFS lock: nlm (default), v4, or mixed")
    .option("--max-window <time>", "with --grace: widest window in which a lock may be stolen, such as 0ms")
    .option("--out <dir>", "with --grace: also write the scenario of each open cell's first loss, for run --scenario")
    .option("--html <file>", "also write a page with the distributions")
    .option("--json", "only JSON on standard output")
    .addHelpText(
      "after",
      "\nExit codes: 0 whatever was measured, 1 only if --budget, --address-budget or --max-window is given and a run broke it, 130 interrupted.",
    )
    .action(async (flags: CompareFlags) => done(await (await import("../commands/compare.ts")).compare(io, flags)));
}
