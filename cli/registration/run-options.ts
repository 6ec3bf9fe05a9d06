import type { Command } from "commander";

/** Gathers an option that may be given several times. */
export const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** Options that say what is run; all commands that simulate share them. */
export function runOptions(command: Command): Command {
  return command
    .option("--seed <text>", "where every decision comes from; one is drawn and printed if absent")
    .option("--scenario <file>", "a scenario file, or the name of one that comes with the package")
    .option("--config <dir>", "a configuration folder of CTDB, such as /etc/ctdb, or one that comes with the package")
    .option("--nodes <count>", "number of nodes; drawn from 2 to 7 if absent")
    .option(
      "--lock <design>",
      "what the cluster lock is kept in: fcntl, etcd-ttl, ... or none; the README lists them (default: fcntl)",
    )
    .option("--split-lock", "our design: a second lock is taken for each recovery, and probed")
    .option("--fencing", "our design: nodes refuse leaders whose lock grant is not the latest they know of")
    .option("--ctdb <version>", "CTDB's version: 4.3, 4.17 or head (default), or one a node, separated by commas")
    .option(
      "--recovery <design>",
      "how databases are recovered: parallel (default): each for itself; serial, up to 4.3: all frozen, one after another, all thawed; or a stage of 2015: untangled: serial, each frozen by its own lock helper; own-generations: that, each under a generation of its own; helper: in parallel, the map last; or one a node, separated by commas",
    )
    .option(
      "--takeover <design>",
      "who makes takeover runs: helper (default), inline as up to 4.5, or daemon, which nobody waits for",
    )
    .option(
      "--tickles <design>",
      "where it stands which connections clients have: lists of each node (default), or replicated, our design: a database",
    )
    .option(
      "--served <design>",
      "where it stands which node serves which public address: lists of each node (default), or replicated, our design: a database",
    )
    .option(
      "--reload <design>",
      "public addresses are added, deleted and moved at run time; who reloads them: a child of the daemon, or a helper; nobody if absent",
    )
    .option("--databases <count>", "number of databases, 0 to 20; 0: no clients either; drawn if absent")
    .option(
      "--grace <design>",
      "NFS servers, and clients that lock files; how their locks are kept safe; see: cluster-sim graces",
    )
    .option(
      "--max-window <time>",
      "with --grace: a lock that stands open to others for longer fails a run, such as 0ms",
    )
    .option("--addresses <count>", "number of public addresses, 0 to 5000; as many as nodes if absent")
    .option(
      "--groups <roles>",
      "NAT gateway and LVS; who never leads stands in a file, or is a capability (up to 4.4), or there are none; drawn if absent",
    )
    .option("--faults <kinds>", "only these kinds of faults, separated by commas; see: cluster-sim faults")
    .option("--set <knob=value>", "a constant or tunable; repeatable; times as 5s, 500ms, 3m", collect, [])
    .option("--duration <time>", "length of the run, such as 3m; at least what a fault and the heal after it take")
    .option("--drop-assumption <name>", "an assumption that shall not be in force, or all; repeatable", collect, [])
    .option("--as-shipped", "no assumption in force: the cluster as shipped, in any environment")
    .option("--defect <file>", "an override file, or the name of a defect of the package; repeatable", collect, [])
    .option("--json", "only JSON on standard output");
}
