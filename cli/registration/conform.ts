import { type Command, Option } from "commander";
import type { ExitCode } from "../../reports/index.ts";
import type { ConformFlags } from "../conform/flags.ts";
import { profileNames } from "../conform/profile-names.ts";
import type { Io } from "../io.ts";
import { collect } from "./run-options.ts";

const more = `
Write {lock} where the helper takes the name of its lock, and every clause has a lock of its own:
  cluster-sim conform -- /usr/libexec/ctdb/ctdb_mutex_fcntl_helper {lock}

Exit codes: 0 conformant (no mandatory clause fails), 1 a mandatory clause fails, 2 a mandatory clause could not be
established, 64 wrong usage, 130 interrupted.`;

/** `cluster-sim conform`. */
export function addConform(root: Command, io: Io, done: (code: ExitCode) => void): void {
  root
    .command("conform")
    .argument("[helper...]", "after --: the program and its arguments, run as ctdbd would: no shell, no PATH")
    .description("does a real lock helper or call-out keep its contract: runs it and checks numbered clauses")
    .addOption(new Option("--profile <name>", "the contract").choices(profileNames).default("mutex-helper"))
    .option(
      "--hooks <name>",
      "the environment its locks live in: files, etcd, ctdb-etcd, none, or an executable of yours; files if an argument holds {lock}, none otherwise",
    )
    .option("--only <clause>", "only this clause, by number or name, and what it needs; repeatable", collect, [])
    .option("--list", "list the clauses and run nothing")
    .option("--tap", "TAP on standard output")
    .option("--junit <file>", "write a JUnit file")
    .option("--json", "only JSON on standard output")
    .option("--limit <name=time>", "a time within which something must happen; repeatable", collect, [])
    .option("--lease <time>", "how long a lock stays granted after its last renewal, if the hooks do not know")
    .option("--ttl <seconds>", "what {ttl} stands for: the lease that the helper is asked to take")
    .option("--stub <program>", "call-outs: a program of the script that must not run either; repeatable", collect, [])
    .option("--grace-call <program>", "call-outs: a program that brings a node into grace; repeatable", collect, [])
    .option("--calibrate <file>", "write a scenario for the simulator with the times that were measured")
    .option("--no-model", "do not hold what happens against the simulator's chart")
    .addHelpText("after", more)
    .action(async (command: readonly string[], flags: ConformFlags) =>
      done(await (await import("../commands/conform.ts")).conform(io, command, flags)),
    );
}
