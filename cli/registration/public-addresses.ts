import type { Command } from "commander";
import type { ExitCode } from "../../reports/index.ts";
import type { AllocateFlags } from "../commands/allocate.ts";
import type { Io } from "../io.ts";
import { collect } from "./run-options.ts";

const badInput = "\nExit codes: 0 answered; 64 standard input cannot be used: one sentence names the field or line.";

const takeoverCodes =
  "\nrc: 0; -1 a node answered with an error; ETIMEDOUT one did not answer; ENOMEM no node is active, as CTDB's helper says it.";

/** `cluster-sim allocate`, `takeover`, `natgw` and `lvs`: rules about public addresses, by themselves. */
export function addPublicAddresses(root: Command, io: Io, done: (code: ExitCode) => void): void {
  addAllocate(root, io, done);
  root
    .command("takeover")
    .description("what one run of the takeover helper comes to, with controls that fail; JSON on standard input")
    .option("--json", "only JSON on standard output")
    .addHelpText("after", `${takeoverCodes}${badInput}`)
    .action(async (flags: { readonly json?: boolean }) =>
      done(await (await import("../commands/takeover.ts")).takeover(io, flags)),
    );
  for (const [tool, name] of [
    ["natgw", "the NAT gateway"],
    ["lvs", "the load balancer"],
  ] as const)
    root
      .command(tool)
      .description(`which node of a group is ${name}, as ctdb_${tool} prints it; JSON on standard input`)
      .option("--json", "only JSON on standard output")
      .addHelpText("after", badInput)
      .action(async (flags: { readonly json?: boolean }) =>
        done(await (await import("../commands/group-leader.ts")).groupLeader(io, tool, flags)),
      );
}

function addAllocate(root: Command, io: Io, done: (code: ExitCode) => void): void {
  root
    .command("allocate")
    .description("which node shall have which public address; lines ADDRESS PNN [PNN,PNN,…] on standard input")
    .option("--algorithm <name>", "deterministic, nondeterministic or lcp2 (default)")
    .option("--arithmetic <name>", "sums of LCP2: uint32 wraps, as CTDB's do (default), or exact")
    .option("--nodes <flags>", "the flags of each node, such as 0,2,0x20; default: as many healthy ones as are named")
    .option("--runstates <numbers>", "the run state of each node; default: all 5, RUNNING")
    .option("--set <tunable=value>", "NoIPTakeover, NoIPFailback, IPAllocAlgorithm; repeatable", collect, [])
    .option("--force <pnns>", "nodes that LCP2 may move addresses to although they have some")
    .option("--home-nodes <file>", "lines ADDRESS PNN: where the deterministic algorithm puts them")
    .option("--multi", "each node has lines of its own; an empty line between them")
    .option("--explain", "say first how it came to that, one line a step")
    .option("--json", "JSON on standard input and output")
    .addHelpText("after", badInput)
    .action(async (flags: AllocateFlags) =>
      done(await (await import("../commands/allocate.ts")).allocateAddresses(io, flags)),
    );
}
