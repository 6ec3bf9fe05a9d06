import type { Likelihood } from "../story/index.ts";
import { clockText } from "../time-text.ts";
import { open, rangeOf, type Tries, type Turning, turningOf } from "./turning-point.ts";

/** What the likelihood of a failure says, a sentence each, and no more than the numbers do; not yet printable. */
export function explainSentences(likelihood: Likelihood): string[] {
  const { points } = likelihood;
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return ["No moment was tried through: nothing is known."];
  const turning = turningOf(likelihood);
  return [
    ...whenLikely(likelihood, turning),
    ...whenCertain(turning, first.atUs),
    ...withoutFaults(turning),
    "Shares are of all tries from the moments named, at 95 % confidence; the moments are those that were tried.",
  ];
}

function whenLikely({ points }: Likelihood, { rise, certain }: Turning): string[] {
  if (rise !== undefined) {
    const change = `before it ${share(rise.before)}, from it on ${share(rise.after)}`;
    const isTurn = 2 * rise.before.failed <= rise.before.runs && 2 * rise.after.failed > rise.after.runs;
    const likely = isTurn ? "likely" : "more likely";
    return [`It became ${likely} at ${clockText(rise.at.atUs)} when ${rise.at.what}: ${change}.`];
  }
  if (certain !== undefined && certain.at === points[0]) return [];
  const [first, last] = [points[0], points.at(-2) ?? points[0]];
  if (first === undefined || last === undefined) return [];
  return [
    `No single moment can be told: it failed in ${share(open(first))} from the first moment, and in ${share(open(last))} from the last one before the failure; at no moment do the tries before and after it differ by more than chance.`,
  ];
}

function whenCertain({ certain }: Turning, startUs: number): string[] {
  if (certain === undefined)
    return ["From every moment before the failure that was tried, or a later one, some tries passed."];
  const { at, tries } = certain;
  const from = at.atUs === startUs ? "from the start" : `from ${clockText(at.atUs)}`;
  return [`It failed in all ${tries.runs} tries ${from} on (at least ${percent(rangeOf(tries).from)} %).`];
}

/** From when on it needed no further fault. */
function withoutFaults({ calmRise, rise }: Turning): string[] {
  if (calmRise === undefined) return [];
  const { at, before, after } = calmRise;
  const change = `before it ${share(before)}, from it on ${share(after)}`;
  if (at === rise?.at) return [`The same moment stands out without further faults: ${change}.`];
  return [`Without further faults it became more likely at ${clockText(at.atUs)} when ${at.what}: ${change}.`];
}

/** A share as it was counted, and what it stands for. */
function share(tries: Tries): string {
  const { from, to } = rangeOf(tries);
  return `${tries.failed} of ${tries.runs} tries (${percent(from)} to ${percent(to)} %)`;
}

function percent(part: number): number {
  return Math.round(100 * part);
}
