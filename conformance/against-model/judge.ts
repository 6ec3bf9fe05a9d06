import {
  type AllowedEpisode,
  type AllowedHistory,
  type Disagreement,
  type Drill,
  type DrillAct,
  drillActs,
  type Episode,
  type History,
  lookOf,
  looksLike,
  type Sighting,
  sightings,
} from "../../model/index.ts";
import { ms } from "../mutex/index.ts";

/** What each time is of, as it is told. */
const sightingWords: Readonly<Record<Sighting, string>> = {
  byteUs: "its first byte",
  closedUs: "the end of its output",
  endedUs: "its end",
  otherUs: "the other's answer",
};

/**
 * Is what was seen one of the ways in which the model may go? Order and values must agree, and nothing may come later
 * than in the model by more than `slackUs`; programs that start may take what the machine needs. Gives the first disagreement, or undefined.
 */
export function disagreement(
  drill: Drill,
  real: History,
  ways: readonly AllowedHistory[],
  slackUs: number,
): Disagreement | undefined {
  const judged = ways.map((model) => ({ model, ...firstOff(real, model, slackUs) }));
  const [best] = judged.sort((one, other) => other.reached - one.reached);
  if (best === undefined || best.reached === Number.POSITIVE_INFINITY) return undefined;
  const { nth, model } = best;
  // Every way that goes along as far says what else might have been.
  const others = judged.filter((one) => one.nth === nth).flatMap((one) => one.model[nth] ?? []);
  const because = best.time ?? differenceOf(real[nth], others);
  return { drill, nth, because, real, model };
}

interface Off {
  /** Number of the first episode that is not as allowed. */
  readonly nth: number;
  /** How far the way goes along; infinite: to the end. */
  readonly reached: number;
  /** What is wrong with its times, if that is all. */
  readonly time?: string;
}

function firstOff(real: History, model: AllowedHistory, slackUs: number): Off {
  for (const [nth, allowed] of model.entries()) {
    const episode = real[nth];
    if (episode === undefined || lookOf(episode) !== lookOf(allowed)) return { nth, reached: nth };
    const time = timeOff(episode, allowed, slackUs);
    // The right event at the wrong time is nearer than another event.
    if (time !== undefined) return { nth, reached: nth + 0.5, time };
  }
  return { nth: model.length, reached: Number.POSITIVE_INFINITY };
}

/** How long a program takes to start is no claim of its chart: it is the machine's, up to where a probe gives up. */
const START_SLACK_US = 5_000_000;
const starting: ReadonlySet<DrillAct> = new Set(["start", "start-orphaned", "occupy", "challenge"]);

function timeOff(episode: Episode, allowed: AllowedEpisode, slackUs: number): string | undefined {
  for (const what of sightings) {
    const us = episode[what];
    const interval = allowed[what];
    if (us === undefined || interval === undefined) continue;
    // To be quicker than the model is a margin.
    const [, most] = interval;
    if (us <= most + (starting.has(episode.act) ? Math.max(slackUs, START_SLACK_US) : slackUs)) continue;
    const late = `${sightingWords[what]} came after ${inMs(us)}`;
    return `after "${drillActs[episode.act]}" ${late}; the model says: after ${inMs(most)} at the latest`;
  }
  return undefined;
}

function differenceOf(real: Episode | undefined, allowed: readonly AllowedEpisode[]): string {
  const act = real?.act ?? allowed[0]?.act;
  const seen = real === undefined ? "nothing was done" : looksLike(real);
  const may = [...new Set(allowed.map(looksLike))].join(", or: ");
  return `after "${act === undefined ? "" : drillActs[act]}" the model says: ${may}; seen: ${seen}`;
}

function inMs(us: number): string {
  return ms(us / 1_000);
}
