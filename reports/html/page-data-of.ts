import type { TraceEvent } from "../../model/index.ts";
import { BARS, type Bar, faultBands, hostSpans, mainViolation, violations } from "../diagram/index.ts";
import { printable } from "../printable.ts";
import type { FailureStory } from "../story/index.ts";
import { faultWords, say, weightOf } from "../text/index.ts";
import { Interned } from "./interned.ts";
import { packPackets } from "./pack-packets.ts";
import { packStates } from "./pack-states.ts";
import { MARK_EVENT, MARK_FAULT, MARK_FAULT_END, type PageData } from "./page-data.ts";

/** What the script of the page is given of a story. */
export function pageDataOf(story: FailureStory): PageData {
  const { scenario, events, verdict, endUs } = story;
  const words = new Interned<string>();
  const number = (text: string): number => words.of(printable(text), text);
  const main = mainViolation(story);
  const broken = main === undefined ? [] : [main, ...violations(verdict).filter(({ name }) => name !== main.name)];
  const faults = faultBands(scenario, events, endUs);
  const bars = hostSpans(scenario.nodes, events, endUs).map((spans) => {
    const flat = (bar: Bar): number[] => spans[bar].flatMap(({ fromUs, toUs, words }) => [fromUs, toUs, number(words)]);
    return Object.fromEntries(BARS.map((bar) => [bar, flat(bar)])) as Record<Bar, number[]>;
  });
  let lastUs = 0;
  const flat = events.flatMap((event) => {
    const { atUs, host } = event;
    const sinceUs = atUs - lastUs;
    lastUs = atUs;
    return [sinceUs, host, weightOf(event), markOf(event), number(wordsOf(event, scenario.faults))];
  });
  const moments = [...broken, ...faults.map(({ fromUs }) => ({ atUs: fromUs }))].map(({ atUs }) => atUs);
  return {
    nodes: scenario.nodes,
    endUs,
    words: words.values,
    events: flat,
    bars,
    faults: faults.map((fault) => ({ ...fault, words: printable(fault.words) })),
    violations: broken,
    packets: packPackets(story.packets),
    states: packStates(story.states, moments),
    likelihood: story.likelihood ?? null,
  };
}

function markOf({ type }: TraceEvent): number {
  if (type === "fault-injected") return MARK_FAULT;
  return type === "fault-ended" ? MARK_FAULT_END : MARK_EVENT;
}

function wordsOf(event: TraceEvent, faults: FailureStory["scenario"]["faults"]): string {
  const fault = event.type === "fault-injected" ? faults[event.index] : undefined;
  return fault === undefined ? say(event) : `fault: ${faultWords(fault)}`;
}
