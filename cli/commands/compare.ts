import { groupRoles } from "../../model/index.ts";
import { compareHtml, compareText, EXIT, type ExitCode, headerText } from "../../reports/index.ts";
import { compareDesigns } from "../compare/compare-designs.ts";
import { type Variants, variantsOf } from "../compare/variants.ts";
import { writePage } from "../compare/write-page.ts";
import { compareGrace } from "../grace/compare-grace.ts";
import type { Io } from "../io.ts";
import type { CompareFlags } from "../options/compare-flags.ts";
import { durationUs } from "../options/duration.ts";
import { integer } from "../options/integer.ts";
import { requestOf } from "../options/run-flags.ts";
import { settled } from "../session/inputs.ts";
import { quoted, reproduceLine } from "../session/reproduce.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";

const RUNS_MAX = 1_000_000;

/** `cluster-sim compare`: designs under the same seeds and misfortunes. Only a broken budget makes it end with 1. */
export async function compare(io: Io, flags: CompareFlags): Promise<ExitCode> {
  if (flags.grace !== undefined) return compareGrace(io, flags.grace, flags);
  refuseOfGrace(flags);
  const { option, designs, drawn = {} } = variantsOf(flags);
  const runs = integer(flags.runs, "--runs", 1, RUNS_MAX);
  const budgetUs = flags.budget === undefined ? null : durationUs(flags.budget, "--budget");
  const addressBudgetUs =
    flags.addressBudget === undefined ? null : durationUs(flags.addressBudget, "--address-budget");
  const { grace: _grace, maxWindow: _maxWindow, ...others } = flags;
  const asked = requestOf({ ...withoutList(others, option), defect: [], out: "out" }, io);
  const [request, scenario] = await settled(asked, flags.seed !== undefined, io.cwd);
  const isJson = flags.json === true;
  if (!isJson) io.out(`${headerText(request.seed, version())}\n`);
  const more = [
    option,
    designs.map(({ name }) => name).join(","),
    "--runs",
    String(runs),
    ...(flags.budget === undefined ? [] : ["--budget", flags.budget]),
    ...(flags.addressBudget === undefined ? [] : ["--address-budget", flags.addressBudget]),
  ];
  const reproduce = reproduceLine("compare", request, request.seed, more);
  const { comparison, end } = await compareDesigns(io, request, scenario, {
    designs,
    drawn,
    runs,
    budgetUs,
    addressBudgetUs,
    reproduce,
  });
  if (flags.html !== undefined) writePage(io, flags.html, compareHtml(comparison));
  if (isJson) io.out(`${JSON.stringify(comparison)}\n`);
  else {
    io.out(compareText(comparison, io.look));
    if (flags.html !== undefined) io.out(`written to ${quoted(flags.html)}\n`);
  }
  if (end === "interrupted") return EXIT.interrupted;
  return comparison.budgetBroken ? EXIT.safety : EXIT.holds;
}

/** Options that may list designs. */
type Listing = "lock" | "takeover" | "tickles" | "served" | "reload" | "groups";

/** The request is about one design: what is drawn is the same for all. */
function withoutList<T extends Pick<CompareFlags, Listing>>(
  { lock, takeover, tickles, served, reload, groups, ...others }: T,
  option: Variants["option"],
): Omit<T, Listing> & Pick<CompareFlags, Listing> {
  return {
    ...others,
    ...(lock === undefined || option === "--lock" ? {} : { lock }),
    ...(takeover === undefined || option === "--takeover" ? {} : { takeover }),
    ...(tickles === undefined || option === "--tickles" ? {} : { tickles }),
    ...(served === undefined || option === "--served" ? {} : { served }),
    ...(reload === undefined || option === "--reload" ? {} : { reload }),
    // Designs of groups need groups.
    ...(option === "--groups" ? { groups: groupRoles[0] } : groups === undefined ? {} : { groups }),
  };
}

/** What is asked of cells of `--grace` only. */
function refuseOfGrace(flags: CompareFlags): void {
  if (flags.maxWindow !== undefined)
    throw new UsageError("--max-window: only designs of grace have a window; give --grace");
  if (flags.clients !== undefined) throw new UsageError("--clients: nobody locks files here; give --grace");
  if (flags.out !== undefined)
    throw new UsageError("--out: only cells of --grace are kept as scenarios; give --html for a page");
}
