import type { Command } from "commander";
import type { ExitCode } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import type { AdviseFlags } from "../options/advise-flags.ts";
import { collect } from "./run-options.ts";

/** `cluster-sim advise`. */
export function addAdvise(root: Command, io: Io, done: (code: ExitCode) => void): void {
  root
    .command("advise")
    .description("whether clients of NFS can lose locks while addresses move, from the times of a configuration folder")
    .requiredOption(
      "--config <dir>",
      "a configuration folder of CTDB, such as /etc/ctdb, or one that comes with the package",
    )
    .option(
      "--grace <designs>",
      "designs of grace, separated by commas, or all; what the folder's call-out means if absent; see: cluster-sim graces",
    )
    .option("--lock <design>", "what the cluster lock is kept in, where its command is not known here")
    .option("--fs-release <time>", "the file system gives up a dead node's locks after this, such as 40s or 5s,45s")
    .option("--lease <time>", "lease of NFSv4; if absent 90s for the kernel's call-out, else ganesha's 60s")
    .option("--reclaim <time>", "the slowest client reclaims so long after it was told; unbounded if absent")
    .option("--set <knob=value>", "a constant or tunable; repeatable; such as keptGraceUs=120s", collect, [])
    .option("--runs <count>", "runs that are tried to show what may go wrong, with the seeds SEED/1, SEED/2, …", "10")
    .option("--seed <text>", "where every decision of these runs comes from; one is drawn and printed if absent")
    .option("--out <dir>", "folder for the scenarios of the runs that show it, in its folder advise", "out")
    .option("--json", "only JSON on standard output")
    .addHelpText("after", "\nExit codes: 0 whatever the answer is, 130 interrupted.")
    .action(async (flags: AdviseFlags) => done(await (await import("../commands/advise.ts")).advise(io, flags)));
}
