import {
  EXIT,
  type ExitCode,
  type GraceComparison,
  graceHtml,
  graceText,
  headerText,
  plainCell,
} from "../../reports/index.ts";
import { type GraceClients, graceClients } from "../../sim/index.ts";
import { writePage } from "../compare/write-page.ts";
import type { Io } from "../io.ts";
import type { CompareFlags } from "../options/compare-flags.ts";
import { durationUs } from "../options/duration.ts";
import { gracesOf } from "../options/graces.ts";
import { integer } from "../options/integer.ts";
import { checkedSeed } from "../options/seed.ts";
import { settings } from "../options/set.ts";
import { quoted } from "../session/reproduce.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";
import { cellsOf, measuredCells } from "./grace-cells.ts";

const RUNS_MAX = 1_000_000;

/** `cluster-sim compare --grace`: every cell of these designs. Only a broken budget makes it end with 1. */
export async function compareGrace(io: Io, grace: string, flags: CompareFlags): Promise<ExitCode> {
  refuseOthers(flags);
  const graces = gracesOf(grace);
  if (graces.length === 0) throw new UsageError("--grace: expected all, or names of designs, got none");
  const runs = integer(flags.runs, "--runs", 1, RUNS_MAX);
  const budgetUs = flags.maxWindow === undefined ? null : durationUs(flags.maxWindow, "--max-window");
  const seed = flags.seed === undefined ? io.freshSeed() : checkedSeed(flags.seed);
  const set = settings(flags.set);
  const clients = clientsOf(flags.clients);
  const isJson = flags.json === true;
  if (!isJson) io.out(`${headerText(seed, version())}\n`);
  const { cells, end } = await measuredCells(io, cellsOf(graces), {
    seed,
    runs,
    set,
    clients,
    ...(flags.out === undefined ? {} : { out: flags.out }),
  });
  const budgetBroken = budgetUs !== null && cells.some(({ windowUs }) => windowUs.max > budgetUs);
  const reproduce = reproduceText(grace, { ...flags, runs: String(runs), seed }, clients);
  const comparison = { seed, version: version(), reproduce, cells, budgetUs, budgetBroken };
  if (flags.html !== undefined) writePage(io, flags.html, graceHtml(comparison));
  if (isJson) io.out(jsonText(comparison));
  else {
    io.out(graceText(comparison, io.look));
    if (flags.html !== undefined) io.out(`written to ${quoted(flags.html)}\n`);
  }
  if (end === "interrupted") return EXIT.interrupted;
  return budgetBroken ? EXIT.safety : EXIT.holds;
}

/** The command that measures the same. */
function reproduceText(grace: string, { runs, seed, set, maxWindow }: CompareFlags, clients: GraceClients): string {
  return [
    "npx cluster-sim compare --grace",
    quoted(grace),
    `--runs ${runs} --seed`,
    quoted(seed ?? ""),
    ...set.map((setting) => `--set ${quoted(setting)}`),
    ...(clients === "nlm" ? [] : [`--clients ${clients}`]),
    ...(maxWindow === undefined ? [] : ["--max-window", quoted(maxWindow)]),
  ].join(" ");
}

/** The same for programs: what was asked for, and the cells. */
function jsonText({ seed, reproduce, budgetUs, cells }: GraceComparison): string {
  const budget = budgetUs === null ? {} : { budgetUs };
  return `${JSON.stringify({ seed, reproduce, ...budget, cells: cells.map(plainCell) })}\n`;
}

/** How clients of NFS lock. @throws UsageError on a way that is not known */
function clientsOf(given = "nlm"): GraceClients {
  const clients = graceClients.find((one) => one === given);
  if (clients === undefined)
    throw new UsageError(`--clients: expected ${graceClients.join(", ")}, got ${quoted(given)}`);
  return clients;
}

/** The cells say all this themselves; two answers to one question are a mistake. */
function refuseOthers(flags: CompareFlags): void {
  const given = (
    [
      "lock",
      "scenario",
      "nodes",
      "ctdb",
      "recovery",
      "databases",
      "faults",
      "duration",
      "budget",
      "addressBudget",
    ] as const
  ).find((name) => flags[name] !== undefined);
  if (given === "budget" || given === "addressBudget")
    throw new UsageError("--budget: designs of grace have another one; give --max-window");
  if (given !== undefined)
    throw new UsageError(`--${given}: the cells of --grace say that themselves; leave out one of the two`);
  if (flags.asShipped === true || flags.dropAssumption.length > 0)
    throw new UsageError(
      "--drop-assumption, --as-shipped: the cells of --grace have no faults but their own; leave it out",
    );
}
