import { type Command, Option } from "commander";
import type { ExitCode } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { strategyNames } from "../options/strategy.ts";
import { runOptions } from "./run-options.ts";

/** `campaign` and `merge`. */
export function addCampaign(root: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = root.command("campaign").description("judge many seeds on all processors: --seeds, --runs or --time");
  outputOptions(runOptions(command))
    .option("--seeds <range>", "the runs SEED/A to SEED/B, such as 1..20000")
    .option("--runs <count>", "the runs SEED/1 to SEED/COUNT")
    .option("--time <time>", "begin no more runs after so long, such as 60s")
    .option("--jobs <count>", "workers; as many as there are processors if absent")
    .option("--workers <kind>", "threads, or processes: nothing that happens to one reaches the others", "threads")
    .option("--limit <time>", "a run that takes longer is ended and counts as a failure", "30s")
    .option("--memory <megabytes>", "a run whose heap grows beyond is ended, neither a pass nor a failure", "1024")
    .option("--keep <count>", "of each kind of failure so many runs are written to folders", "3")
    .option("--shard <i/n>", "only this part of the runs; parts are joined by: cluster-sim merge")
    .option("--resume <dir>", "go on with the campaign in this folder")
    .option("--fresh", "begin anew even if an unfinished campaign is in the folder")
    .option("--no-shrink", "do not look for the shortest story of a failure")
    .option("--no-canary", "do not first look for a known defect in the same setting")
    .addOption(
      new Option(
        "--strategy <name>",
        "what a seed draws: portfolio (default): one of the others a seed; random; knobs: also timers and tunables; pct: hosts and links by rank",
      ).choices(strategyNames),
    )
    .action(async (flags) => done(await (await import("../commands/campaign.ts")).campaign(io, flags)));
  outputOptions(root.command("merge <results...>").description("join what the parts of a campaign wrote"))
    .option("--json", "only JSON on standard output")
    .action(async (results: readonly string[], flags) =>
      done(await (await import("../commands/merge.ts")).merge(io, results, flags)),
    );
}

function outputOptions(command: Command): Command {
  return command
    .option("--out <dir>", "folder in which the campaign's own folder is made", "out")
    .option("--junit <file>", "write a JUnit file")
    .option("--github", "annotations and step summary for GitHub Actions; on by itself there");
}
