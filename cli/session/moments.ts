import type { Fault, TraceEvent } from "../../model/index.ts";
import { faultWords, say, weightOf } from "../../reports/index.ts";
import { choicesFor, type Moment, replayed, simulate, type Tape } from "../../sim/index.ts";
import type { Plan } from "./plan.ts";

/** A moment from which a run can be tried again, and what happened at it. */
export interface ToldMoment extends Moment {
  /** In the words of the story. */
  readonly what: string;
}

const START: ToldMoment = { atUs: 0, decisions: 0, struck: 0, what: "the start" };

/**
 * The moments of a recorded run up to its violation. Of what happened between two decisions, or strikes of faults, the
 * weightiest is told: a try goes on from there.
 */
export function momentsOf({ scenario, model }: Plan, tape: Tape, violatedAtUs: number): readonly ToldMoment[] {
  const moments: ToldMoment[] = [START];
  const kept = tape.entries.length / 3;
  const choices = replayed(tape, choicesFor(scenario));
  const struck = new Set<number>();
  let weight = -1;
  const observe = (event: TraceEvent): void => {
    if (event.type === "fault-injected") struck.add(event.index);
    const decisions = choices.position;
    if (event.atUs > violatedAtUs || decisions > kept) return;
    const last = moments.at(-1) ?? START;
    const isNew = decisions > last.decisions || struck.size > last.struck;
    const isTold = isNew || weightOf(event) >= weight;
    if (isTold) weight = weightOf(event);
    const told = isTold
      ? { atUs: event.atUs, what: wordsOf(event, scenario.faults) }
      : { atUs: last.atUs, what: last.what };
    if (!isNew) moments.pop();
    moments.push({ ...told, decisions, struck: struck.size });
  };
  simulate(scenario, { model, choices, observe });
  return moments;
}

function wordsOf(event: TraceEvent, faults: readonly Fault[]): string {
  const fault = event.type === "fault-injected" ? faults[event.index] : undefined;
  if (event.type === "fault-injected" && fault !== undefined) return `fault ${event.index}: ${faultWords(fault)}`;
  return event.host < 0 || event.type === "fault-injected" ? say(event) : `node ${event.host} ${say(event)}`;
}
