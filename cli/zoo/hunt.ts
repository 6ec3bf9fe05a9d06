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
  /** The first run that breaks anything that holds without the defect; by a property that is right, if one is broken. */
  readonly found?: Catch;
  /** The first run that breaks a property that is right for the entry: often the same. */
  readonly right?: Catch;
  /** Runs made. */
  readonly runs: number;
}

/** Where to look, and how far. */
export interface HuntExtent {
  readonly seed: string;
  readonly runsMax: number;
  /** Told of the first find, while the hunt may go on for a property that is right. */
  readonly onFound?: () => void;
  /** Told how many runs are over, before each. */
  readonly onRun?: (done: number) => void;
}

/**
 * Runs `<seed>/1`, `<seed>/2` … until a property breaks that is right for the entry, and that holds without the defect.
 * What the same seed breaks without the defect is not its doing.
 */
export function hunt(defect: ZooDefect, { seed, runsMax, onFound, onRun }: HuntExtent): Hunt {
  const { planOf, soundPlanOf } = plansOf(defect);
  let found: Catch | undefined;
  for (let run = 1; run <= runsMax; run += 1) {
    onRun?.(run - 1);
    const name = `${seed}/${run}`;
    const plan = planOf(name);
    const broken = brokenIn(plan);
    if (broken.length === 0) continue;
    const holds = new Set(brokenIn(soundPlanOf(name)).map(({ property }) => property));
    const own = broken.filter(({ property }) => !holds.has(property));
    const right = own.find(({ property }) => defect.expected.includes(property));
    const shown = right ?? own[0];
    if (shown === undefined) continue;
    const caught: Catch = { plan, seed: name, run, ...shown };
    if (found === undefined) onFound?.();
    found ??= caught;
    if (right !== undefined) return { found, right: caught, runs: run };
  }
  return found === undefined ? { runs: runsMax } : { found, runs: runsMax };
}

function brokenIn(plan: Plan): readonly { readonly property: string; readonly violatedAtUs: number }[] {
  const { properties } = judgedRun(plan, { reproduce: "" }).verdict;
  return properties.flatMap(({ name, verdict, atUs }) =>
    verdict === "violated" ? [{ property: name, violatedAtUs: atUs ?? 0 }] : [],
  );
}
