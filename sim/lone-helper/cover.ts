import { constantsWith, type Drill, type DrillAct, drillActs } from "../../model/index.ts";
import { seeded } from "../choices/index.ts";
import { candidates } from "./candidates.ts";
import type { LoneDesign } from "./lone-design.ts";
import { LoneHelper, type Played } from "./lone-helper.ts";

/** The drills that take every transition that can be caused from outside, and what they leave out. */
export interface DrillCover {
  readonly drills: readonly Drill[];
  /** All transitions of the helper's charts, as "chart/transition". */
  readonly transitions: readonly string[];
  readonly covered: readonly string[];
  readonly uncovered: readonly { readonly transition: string; readonly because: string }[];
}

/** Why no act leads to some transitions, by what stands in their names. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/\[ioFailed\]/, "the storage would have to fail a call on a file that is there; no act does that"],
  [/\[notServed\]/, "the service would have to fail between two requests that follow each other at once"],
  [/\[noKey\]/, "who has no key does not come to give it back"],
  [/\[lapsed\]|--CLAIM_OVER/, "only a repaired helper does that"],
  [/--PIPE_BROKEN/, "whoever drills the helper reads its output to the end"],
  [/\/hold --RESUME/, "a helper that holds the lock goes on holding it until something ends it"],
  [/\/watch-parent --always--> hold/, "the helper is told to check its file; with an interval of 0 it would not"],
  [/\/release --RESUME/, "giving the lease back ends the helper"],
];

/**
 * Picks from all short drills those that take a transition, or find the helper in a state, that none before has.
 *
 * @param can the acts that the environment can do; absent: all
 */
export function coverDrills(design: LoneDesign, can: ReadonlySet<DrillAct> = allActs): DrillCover {
  const helper = new LoneHelper(design);
  const transitions = helper.transitions();
  const possible = pick(helper, design, can);
  const covered = transitions.filter((name) => possible.taken.has(name));
  const missing = transitions.filter((name) => !possible.taken.has(name));
  const ideal = can === allActs || missing.length === 0 ? possible : pick(helper, design, allActs);
  const uncovered = missing.map((transition) => ({
    transition,
    because: reasonOf(transition, transitions, ideal.taken, can),
  }));
  return { drills: possible.drills, transitions, covered, uncovered };
}

const allActs: ReadonlySet<DrillAct> = new Set(Object.keys(drillActs) as DrillAct[]);

interface Picked {
  readonly drills: readonly Drill[];
  /** The drill that took each transition first. */
  readonly taken: ReadonlyMap<string, Drill>;
}

function pick(helper: LoneHelper, design: LoneDesign, can: ReadonlySet<DrillAct>): Picked {
  const reached = new Set<string>();
  const taken = new Map<string, Drill>();
  const drills = candidates(design.lock, constantsWith(design.set), can).flatMap(({ drill, hasty }) => {
    const played = helper.play(drill, seeded(drill.name), 0);
    const others = hasty ? hastyPlays.map((nth) => helper.play(drill, seeded(`${drill.name}/${nth}`)).taken) : [];
    const transitions = [played.taken, ...others].flat();
    const goals = [...transitions, ...strokes(played)];
    if (goals.every((goal) => reached.has(goal))) return [];
    for (const goal of goals) reached.add(goal);
    for (const transition of transitions) if (!taken.has(transition)) taken.set(transition, drill);
    return [drill];
  });
  return { drills, taken };
}

/** What comes while the helper starts is tried so often. */
const hastyPlays = Array.from({ length: 24 }, (_, nth) => nth);

/** What was done in which state to a helper that was still there to bear it. */
function strokes({ struck }: Played): readonly string[] {
  return struck
    .filter(({ act, state }) => (state === "not started" ? isStart(act) : state !== "over" || isOfOther(act)))
    .map(({ act, state }) => `${act} in ${state}`);
}

function isStart(act: DrillAct): boolean {
  return act === "start" || act === "start-orphaned";
}

function isOfOther(act: DrillAct): boolean {
  return act === "end-occupant" || act === "kill-occupant";
}

function reasonOf(
  transition: string,
  all: readonly string[],
  ideal: ReadonlyMap<string, Drill>,
  can: ReadonlySet<DrillAct>,
): string {
  const drill = ideal.get(transition);
  const missing = drill?.steps.find((step) => step.kind === "act" && !can.has(step.act));
  if (missing?.kind === "act") return `the environment cannot do it: ${drillActs[missing.act]}`;
  const known = reasons.find(([pattern]) => pattern.test(transition));
  if (known !== undefined) return known[1];
  // A way without a guard leaves nothing to those behind it.
  const [from] = transition.split("--> ");
  const earlier = all.slice(0, all.indexOf(transition)).some((other) => other.startsWith(`${from}--> `));
  return earlier ? "another way out of its step is always taken first" : "no act leads there in the model";
}
