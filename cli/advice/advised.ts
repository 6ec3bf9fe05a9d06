import { type WindowAdvice, type WindowCondition, windowAdvice } from "../../model/index.ts";
import type { AdvisedCondition, AdvisedDesign } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { Progress } from "../session/progress.ts";
import type { ChosenDesigns } from "./designs-of.ts";
import { type Shown, type WitnessSetting, witnessRun } from "./find-witness.ts";
import { keepWitness } from "./keep-witness.ts";

/** Derives what holds for each design, and looks for a run that shows what does not; Ctrl-C ends it after a run. */
export async function advised(
  io: Io,
  { graces }: ChosenDesigns,
  setting: WitnessSetting,
  { seed, runs, out }: { readonly seed: string; readonly runs: number; readonly out: string },
): Promise<{ readonly designs: readonly AdvisedDesign[]; readonly end: "all" | "interrupted" }> {
  const advices = graces.map((grace) => windowAdvice(grace, setting.terms));
  const wanted = advices.flatMap(({ conditions }) => conditions.filter(({ witness }) => witness !== undefined));
  const progress = new Progress(io, wanted.length * runs);
  let interrupted = false;
  const settle = io.onInterrupt(() => {
    interrupted = true;
  });
  let before = 0;
  const search = async (advice: WindowAdvice, condition: WindowCondition): Promise<AdvisedCondition> => {
    const cell = condition.witness;
    let found: Shown | null = null;
    let done = 0;
    while (cell !== undefined && found === null && done < runs && !interrupted) {
      done += 1;
      found = witnessRun(`${seed}/${done}`, advice.grace, cell, setting);
      progress.show(before + done, 0);
      await io.breathe();
    }
    if (cell !== undefined) before += runs;
    const kept = found === null ? null : keepWitness(io, out, advice.grace, condition, found);
    return { ...condition, runs: done, found: kept };
  };
  const designs: AdvisedDesign[] = [];
  for (const advice of advices) {
    const conditions: AdvisedCondition[] = [];
    for (const condition of advice.conditions) conditions.push(await search(advice, condition));
    designs.push({ grace: advice.grace, isEmpty: advice.isEmpty, conditions });
  }
  settle();
  progress.clear();
  return { designs, end: interrupted ? "interrupted" : "all" };
}
