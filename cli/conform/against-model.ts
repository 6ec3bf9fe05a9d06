import {
  actsOfHooks,
  againstModel,
  type Hooks,
  type Knobs,
  knobsOf,
  type Limits,
  margins,
  openTrial,
} from "../../conformance/index.ts";
import { type ConstantName, constantsWith, type DrillMargin, type DrillResult } from "../../model/index.ts";
import {
  disagreementMermaid,
  disagreementText,
  type Margin,
  type ModelComparison,
  marginName,
} from "../../reports/index.ts";
import { coverDrills, type DrillCover, type LoneDesign, LoneHelper } from "../../sim/index.ts";
import { modelDesign } from "./model-design.ts";

/** A real helper, where its locks live, and how it is compared. */
export interface ModelRequest {
  readonly command: readonly [string, ...(readonly string[])];
  readonly hooks: Hooks;
  readonly limits: Limits;
  /** Columns of the drawing and the tables; absent: 100. */
  readonly columns?: number;
  /** Drills side by side; absent: 8 with files, 4 with a service, 1 where all helpers share one lock. */
  readonly atOnce?: number;
  /** Told when a drill is over. */
  readonly ends?: (drill: string, done: number, of: number) => void;
  readonly stop?: AbortSignal;
}

/** What came of it. */
export interface ModelAnswer {
  readonly comparison: ModelComparison;
  readonly margins: readonly Margin[];
  /** Fields of a scenario file: the simulator with the times of this helper. */
  readonly knobs: Knobs;
}

const AT_ONCE = { file: 8, lease: 4 } as const;
const COLUMNS = 100;

/** Holds a real helper against the chart of the simulator: every drill that takes a transition of it. */
export async function helperAgainstModel(request: ModelRequest): Promise<ModelAnswer> {
  const { command, hooks, limits, columns = COLUMNS, ends, stop } = request;
  const design = modelDesign(command, hooks, limits);
  const keeping = design.lock === "fcntl" ? "file" : "lease";
  const possible = actsOfHooks(hooks, keeping);
  // What an unknown program has its children for is its own affair.
  const acts = design.anyProgram === true ? [...possible].filter((act) => act !== "terminate-children") : possible;
  const cover = coverDrills(design, new Set(acts));
  const helper = new LoneHelper(design);
  const allowed: LoneHelper["allowed"] = (drill, draws) => helper.allowed(drill, draws);
  const results = await againstModel({
    drills: cover.drills,
    allowed,
    open: () => openTrial({ command, hooks, limits }),
    atOnce: hooks.freshLocks ? (request.atOnce ?? AT_ONCE[keeping]) : 1,
    slackUs: limits.slackMs * 1_000,
    ...(ends === undefined ? {} : { ends: ({ name }, done, of) => ends(name, done, of) }),
    ...(stop === undefined ? {} : { stop }),
  });
  const measured = margins(results, allowed);
  const knobs = knobsOf(design.lock, results);
  const first = results.find(({ verdict }) => verdict === "disagrees")?.disagreement;
  return {
    comparison: {
      ...outcome(design.lock, cover, results),
      drawing: (first === undefined ? [] : disagreementText(first, columns)).join("\n"),
      mermaid: (first === undefined ? [] : disagreementMermaid(first)).join("\n"),
      notTaken: cover.uncovered,
    },
    margins: [...knobMargins(knobs, design.set ?? {}), ...measured.map(marginOf)],
    knobs,
  };
}

function outcome(
  lock: LoneDesign["lock"],
  { drills, covered, transitions }: DrillCover,
  results: readonly DrillResult[],
): Pick<ModelComparison, "verdict" | "because"> {
  const off = results.filter(({ verdict }) => verdict === "disagrees");
  const [first] = off;
  if (first !== undefined) {
    return {
      verdict: "disagrees",
      because: `with the chart ${lock} in ${off.length} of ${drills.length} drills, first in "${first.drill.name}": ${first.because}`,
    };
  }
  const agreed = results.filter(({ verdict }) => verdict === "agrees").length;
  const missing = results.find(({ verdict }) => verdict === "not established");
  const of = `${agreed} of ${drills.length} drills, which take ${covered.length} of ${transitions.length} transitions`;
  if (missing !== undefined && agreed === 0) return { verdict: "not established", because: missing.because };
  const rest = missing === undefined ? "" : `; "${missing.drill.name}" could not be carried out: ${missing.because}`;
  return { verdict: agreed === 0 ? "not established" : "agrees", because: `with the chart ${lock} in ${of}${rest}` };
}

/** Periods and times that the simulator has a constant for. */
function knobMargins({ set }: Knobs, model: Readonly<Partial<Record<ConstantName, number>>>): readonly Margin[] {
  const constants = constantsWith(model);
  return (Object.keys(set) as ConstantName[]).map((knob) => ({
    name: `period ${knob}`,
    measuredMs: (set[knob] ?? 0) / 1_000,
    modelMs: constants[knob] / 1_000,
    knob,
  }));
}

/** The longest that was measured beside the longest of the model. */
function marginOf(margin: DrillMargin): Margin {
  return { name: marginName(margin), measuredMs: margin.measured[1] / 1_000, modelMs: margin.model[1] / 1_000 };
}
