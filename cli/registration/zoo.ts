import type { Command } from "commander";
import type { ExitCode } from "../../reports/index.ts";
import type { MutateFlags, RunZooFlags, ScoreFlags } from "../commands/zoo.ts";
import type { Io } from "../io.ts";

/** `cluster-sim zoo list | run | score | mutate`. */
export function addZoo(root: Command, io: Io, done: (code: ExitCode) => void): void {
  const zoo = root
    .command("zoo")
    .description("historic defects and mutants of the model, and what random runs find of them");
  zoo
    .command("list")
    .description("list the entries: what each is, how it shows, which property it breaks")
    .option("--json", "only JSON on standard output")
    .action(async (flags: { readonly json?: boolean }) =>
      done(await (await import("../commands/zoo.ts")).list(io, flags)),
    );
  zoo
    .command("run <id>")
    .description("run seeds until one shows the defect, shorten it and tell its story")
    .option("--seeds <count>", "give up after so many runs", "2000")
    .option("--seed <text>", "the runs have the seeds SEED/1, SEED/2, …", "zoo")
    .option("--out <dir>", "folder for the run that was found", "out")
    .option("--json", "only JSON on standard output")
    .addHelpText("after", "\nExit codes: 0 found (that is what was asked for), 1 not found.")
    .action(async (id: string, flags: RunZooFlags) =>
      done(await (await import("../commands/zoo.ts")).runEntry(io, id, flags)),
    );
  zoo
    .command("score [ids...]")
    .description("look for every defect, shorten what is found, hold it against its limit")
    .option("--seeds <count>", "look in so many runs for each", "2000")
    .option("--seed <text>", "the runs have the seeds SEED/1, SEED/2, …", "zoo")
    .option(
      "--area <names>",
      "only these, separated by commas: election, cluster-mutex, recovery, record-migration, monitoring-lifecycle, ip-takeover, membership-flags, nfs-grace, own",
    )
    .option("--jobs <count>", "processes that work beside each other", "2")
    .option("--json", "only JSON on standard output; progress goes to standard error")
    .addHelpText(
      "after",
      "\nExit codes: 0 every entry was scored, found or not; 130 interrupted: what was scored by then is printed.",
    )
    .action(async (ids: readonly string[], flags: ScoreFlags) =>
      done(await (await import("../commands/zoo.ts")).score(io, ids, flags)),
    );
  zoo
    .command("mutate")
    .description(
      "replace every guard, action, step, delay and constant by something wrong, and list what no property minds",
    )
    .option("--lock <designs>", "with these lock designs, separated by commas", "fcntl")
    .option(
      "--grace <designs>",
      "with clients of NFS, under these designs of grace, separated by commas, or all; see: cluster-sim graces",
    )
    .option("--seeds <count>", "try each mutant in so many runs; the first that kills it ends it", "40")
    .option("--seed <text>", "the runs have the seeds SEED/1, SEED/2, …", "mutant")
    .option("--only <text>", "only mutants whose name contains this, such as a chart")
    .option("--jobs <count>", "processes that work beside each other", "2")
    .option("--json", "only JSON on standard output")
    .addHelpText("after", "\nExit codes: 0 every mutant was tried, killed or not; 130 interrupted.")
    .action(async (flags: MutateFlags) => done(await (await import("../commands/zoo.ts")).mutate(io, flags)));
}
