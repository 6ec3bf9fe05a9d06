import { Command, Option } from "commander";
import type { ExitCode } from "../reports/index.ts";
import type { OneRunFlags } from "./commands/run.ts";
import type { Io } from "./io.ts";
import { strategyNames } from "./options/strategy.ts";
import { addAdvise } from "./registration/advise.ts";
import { addCampaign } from "./registration/campaign.ts";
import { addCompare } from "./registration/compare.ts";
import { addConform } from "./registration/conform.ts";
import { addExplain } from "./registration/explain.ts";
import { addHelp } from "./registration/help.ts";
import { addInspect } from "./registration/inspect.ts";
import { addPublicAddresses } from "./registration/public-addresses.ts";
import { addReport } from "./registration/report.ts";
import { collect, runOptions } from "./registration/run-options.ts";
import { addShrink } from "./registration/shrink.ts";
import { addZoo } from "./registration/zoo.ts";
import { version } from "./version.ts";

const exitCodes = `
Exit codes: 0 holds, 1 a safety property is violated, 2 inconclusive, 3 a liveness property is violated,
4 diverged or not deterministic, 64 wrong usage, 70 a bug of cluster-sim, 130 interrupted
(Ctrl-C or SIGTERM).`;

/**
 * The command line. What a command needs is imported when it is called.
 *
 * @param done gets the exit code of the command that ran
 */
export function program(io: Io, done: (code: ExitCode) => void): Command {
  const root = new Command("cluster-sim")
    .description("Simulates a CTDB-like cluster from a seed and judges it: one seed, one story.")
    .version(version())
    .addHelpText("after", exitCodes);
  addRun(root, io, done);
  addCampaign(root, io, done);
  addReplay(root, io, done);
  addShrink(root, io, done);
  addExplain(root, io, done);
  addInspect(root, io, done);
  addReport(root, io, done);
  addExplore(root, io, done);
  addCompare(root, io, done);
  addAdvise(root, io, done);
  addZoo(root, io, done);
  addConform(root, io, done);
  addPublicAddresses(root, io, done);
  addLists(root, io, done);
  for (const group of [root, ...root.commands.filter(({ commands }) => commands.length > 0)]) addHelp(group);
  for (const command of [root, ...root.commands, ...root.commands.flatMap(({ commands }) => commands)]) {
    command
      .exitOverride()
      .configureOutput({ writeOut: io.out, writeErr: () => {}, getOutHelpWidth: () => io.look.columns });
  }
  return root;
}

function addRun(root: Command, io: Io, done: (code: ExitCode) => void): void {
  runOptions(root.command("run").description("simulate and judge one seed, or many with --runs"))
    .option("--runs <count>", "as many runs, with the seeds SEED/1, SEED/2, …")
    .addOption(
      new Option(
        "--strategy <name>",
        "what a seed draws: random (default); knobs: also timers and tunables; pct: hosts and links by rank; portfolio: one of these a seed",
      ).choices(strategyNames),
    )
    .option("--no-shrink", "do not look for the shortest story of a failure")
    .option("--keep", "write the run's folder also if it holds, for inspect and report.html")
    .option("--check-determinism", "run twice and name the first difference")
    .option("--out <dir>", "folder for failing runs", "out")
    .action(async (flags: OneRunFlags) => done(await (await import("./commands/run.ts")).run(io, flags)));
}

function addReplay(root: Command, io: Io, done: (code: ExitCode) => void): void {
  root
    .command("replay <run>")
    .description("repeat a run from its folder (scenario and tape); says where it diverged")
    .option("--until <time>", "stop at this moment, such as 12.5s or 02:56.109")
    .option("--state", "print the processes of each node at the end: charts, stack, timers")
    .option("--node <pnn>", "with --state: only this node")
    .option("--defect <file>", "an override file, or the name of a defect of the package; repeatable", collect, [])
    .option("--json", "only JSON on standard output")
    .action(async (run: string, flags) => done(await (await import("./commands/replay.ts")).replay(io, run, flags)));
}

function addExplore(root: Command, io: Io, done: (code: ExitCode) => void): void {
  runOptions(root.command("explore").description("try every combination of choices of a small scenario, up to a bound"))
    .option("--vary <streams>", "whose decisions are varied: network, local, exec, storage, script", "network")
    .option("--decisions <count>", "so many decisions, each between its least and its greatest value", "8")
    .option("--from <time>", "vary only decisions from this moment on", "0")
    .option("--shifts <count>", "also with all faults later by 0, 1, … times --shift", "1")
    .option("--shift <time>", "by how much faults are shifted", "100ms")
    .option("--runs-max <count>", "give up after so many runs", "10000")
    .option("--no-shrink", "do not look for the shortest story of a failure")
    .option("--out <dir>", "folder for failing runs", "out")
    .action(async (flags) => done(await (await import("./commands/explore.ts")).explore(io, flags)));
}

function addLists(root: Command, io: Io, done: (code: ExitCode) => void): void {
  root
    .command("diagram [chart]")
    .description("draw a chart, or list the charts")
    .option("--format <format>", "mermaid or json (as XState reads it)", "mermaid")
    .option("--coverage <file>", "the campaign.json of a campaign: draw how often each transition was taken")
    .option("--defect <file>", "draw it with a defect; repeatable", collect, [])
    .action(async (chart: string | undefined, flags) =>
      done(await (await import("./commands/diagram.ts")).diagram(io, chart, flags)),
    );
  root
    .command("names")
    .description("list everything an override can replace")
    .option("--json", "as JSON")
    .action(async (flags) => done((await import("./commands/names.ts")).names(io, flags)));
  root
    .command("faults")
    .description("list the kinds of faults")
    .option("--json", "as JSON")
    .action(async (flags) => done((await import("./commands/faults.ts")).faults(io, flags)));
  root
    .command("graces")
    .description("list the designs of NFS grace that --grace takes")
    .option("--json", "as JSON")
    .action(async (flags) => done((await import("./commands/graces.ts")).graces(io, flags)));
  root
    .command("properties")
    .description("list the properties, the witnesses and the assumptions")
    .option("--json", "as JSON")
    .action(async (flags) => done((await import("./commands/properties.ts")).properties(io, flags)));
  root
    .command("scenarios")
    .description("list the scenarios, configurations and defects that come with the package")
    .option("--json", "as JSON")
    .action(async (flags) => done((await import("./commands/scenarios.ts")).scenarios(io, flags)));
  root
    .command("init [file]")
    .description("write a commented scenario to begin with")
    .option("--force", "overwrite the file")
    .action(async (file: string | undefined, flags) =>
      done((await import("./commands/init.ts")).init(io, file, flags)),
    );
}
