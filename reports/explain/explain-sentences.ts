import { failureRate } from "../campaign/index.ts";
import type { Likelihood, LikelihoodPoint } from "../story/index.ts";
import { clockText } from "../time-text.ts";
import { calmRate, rate, type Turning, turningOf } from "./turning-point.ts";

/** A smaller rise than this is no turning point. */
const STEP_MIN = 0.3;

/** What the likelihood of a failure says, a sentence each; not yet printable. */
export function explainSentences(likelihood: Likelihood): string[] {
  const { points } = likelihood;
  const [first] = points;
  if (first === undefined) return ["No moment was tried through: nothing is known."];
  const turning = turningOf(likelihood);
  return [
    ...whenLikely(turning, first),
    ...whenCertain(turning),
    ...withoutFaults(turning),
    ...confidence(turning, first),
  ];
}

function whenLikely({ rise, isFromStart }: Turning, first: LikelihoodPoint): string[] {
  if (isFromStart)
    return [
      `It was certain from the start: with every decision drawn anew it failed in all of ${first.runs} runs. The faults alone decide it.`,
    ];
  if (rise === undefined)
    return [`It was likely from the start, ${percent(first)}: the faults nearly decide it alone.`];
  const { before, after } = rise;
  const change = `from ${percent(before)} to ${percent(after)}`;
  if (rate(after) - rate(before) < STEP_MIN)
    return [
      `It became likely little by little: at ${clockText(after.atUs)} it came to more than one half (${change}), when ${after.what}.`,
    ];
  return [`It became likely at ${clockText(after.atUs)} (${change}) when ${after.what}.`];
}

/** From when on it needed no further fault. */
function withoutFaults({ calmRise, rise }: Turning): string[] {
  if (calmRise === undefined) return [];
  const { before, after } = calmRise;
  if (calmRate(after) - calmRate(before) < STEP_MIN) return [];
  if (after.atUs === rise?.after.atUs) return ["No later fault was needed."];
  const change = `from ${whole(calmRate(before))} % to ${whole(calmRate(after))} %`;
  return [
    `Without further faults it was likely only from ${clockText(after.atUs)} on (${change}), when ${after.what}.`,
  ];
}

function whenCertain({ certain, isFromStart, rise }: Turning): string[] {
  if (isFromStart) return [];
  if (certain === undefined) return ["It was certain at no moment before it happened."];
  if (certain.atUs === rise?.after.atUs) return ["It was certain from then on."];
  return [`It was certain from ${clockText(certain.atUs)} on.`];
}

/** How far the shares can be trusted. */
function confidence({ rise }: Turning, first: LikelihoodPoint): string[] {
  const told = rise === undefined ? [first] : [rise.before, rise.after];
  const ranges = told.map((point) => {
    const { from, to } = rangeOf(point);
    return `${percent(point)} stands for ${whole(from)} to ${whole(to)} %`;
  });
  return [`Of ${first.runs} runs from each moment, ${ranges.join(", and ")} (95 % confidence).`];
}

/** The interval of a share; where all failed it is that of none that held. */
function rangeOf({ failed, runs }: LikelihoodPoint): { readonly from: number; readonly to: number } {
  if (failed < runs) return failureRate(failed, runs);
  const { to } = failureRate(0, runs);
  return { from: 1 - to, to: 1 };
}

function percent(point: Pick<LikelihoodPoint, "failed" | "runs">): string {
  return `${whole(rate(point))} %`;
}

function whole(share: number): number {
  return Math.round(100 * share);
}
