import { judgedRun } from "../session/judged-run.ts";
import type { Plan } from "../session/plan.ts";
import { plansOf, type ZooDefect } from "./zoo-defect.ts";

/** A run that a defect has broken. */
export interface Catch {
  readonly plan: Plan;
  readonly seed: string;
  /** The how-maniest run it was, from 1. */
  readonly run: number;
  readonly property: string;
  readonly violatedAtUs: number;
}

/** What a hunt has come to. */
export interface Hunt {
  /** The first run in which the expected property broke; failing that, the first that broke any. */
  readonly found?: Catch;
  /** Another property broke in an earlier run. */
  readonly earlier?: { readonly run: number; readonly property: string };
  /** Runs made. */
  readonly runs: number;
}

/** Where to look, and how far. */
export interface HuntExtent {
  readonly seed: string;
  readonly runsMax: number;
  /** Asked before each run: true ends the hunt. */
  readonly enough?: () => boolean;
}

/**
 * Runs `<seed>/1`, `<seed>/2` … until the property breaks that the entry names, and that holds without the defect.
 * What the same seed breaks without the defect is not its doing.
 */
export function hunt(defect: ZooDefect, { seed, runsMax, enough }: HuntExtent): Hunt {
  const { planOf, soundPlanOf } = plansOf(defect);
  let other: Catch | undefined;
  let run = 0;
  while (run < runsMax && enough?.() !== true) {
    run += 1;
    const name = `${seed}/${run}`;
    const plan = planOf(name);
    const broken = brokenIn(plan);
    if (broken.length === 0) continue;
    const holds = new Set(brokenIn(soundPlanOf(name)).map(({ property }) => property));
    const own = broken.filter(({ property }) => !holds.has(property));
    const right = own.find(({ property }) => property === defect.property);
    const [any] = own;
    if (right !== undefined) {
      const found = { plan, seed: name, run, ...right };
      return other === undefined
        ? { found, runs: run }
        : { found, runs: run, earlier: { run: other.run, property: other.property } };
    }
    if (any !== undefined) other ??= { plan, seed: name, run, ...any };
  }
  return other === undefined ? { runs: run } : { found: other, runs: run };
}

function brokenIn(plan: Plan): readonly { readonly property: string; readonly violatedAtUs: number }[] {
  const { properties } = judgedRun(plan, { reproduce: "" }).verdict;
  return properties.flatMap(({ name, verdict, atUs }) =>
    verdict === "violated" ? [{ property: name, violatedAtUs: atUs ?? 0 }] : [],
  );
}
