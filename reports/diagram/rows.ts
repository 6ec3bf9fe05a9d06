import type { Pnn, Scenario, TraceEvent } from "../../model/index.ts";
import { chooseRows, citedMoments, faultWords, say } from "../text/index.ts";
import { durationText } from "../time-text.ts";
import type { Violation } from "./violations.ts";

/** One row of a diagram whose time runs down the page. */
export interface Row {
  readonly atUs: number;
  /** -1: none. */
  readonly host: Pnn;
  readonly kind: "event" | "fault" | "fault-end" | "violation" | "calm";
  /** Of a fault or its end: its place in the plan. */
  readonly fault?: number;
  /** Not yet escaped. */
  readonly words: string;
}

/** Two rows that are further apart than this have one between them that says so. */
const CALM_US = 10_000_000;

/** The rows a reader is shown: the events that the text report shows too, and the violations where they belong. */
export function diagramRows(
  events: readonly TraceEvent[],
  faults: Scenario["faults"],
  violated: readonly Violation[],
  rowsMax: number,
): readonly Row[] {
  const shown = chooseRows(
    events,
    violated.map(({ atUs }) => atUs),
    rowsMax,
    citedMoments(violated.flatMap(({ why }) => why)),
  );
  const told = [
    ...events.flatMap((event, index) => (shown.has(index) ? [rowOf(event, faults)] : [])),
    ...violated.map(({ atUs, name }): Row => ({ atUs, host: -1, kind: "violation", words: `${name} is violated` })),
  ];
  // Sorting is stable: of the same moment, what happened stands before what it broke.
  told.sort((a, b) => a.atUs - b.atUs);
  return told.flatMap((row, index) => [...calm(told[index - 1]?.atUs ?? 0, row.atUs), row]);
}

function rowOf(event: TraceEvent, faults: Scenario["faults"]): Row {
  const { atUs, host, type } = event;
  if (type === "fault-ended") return { atUs, host, kind: "fault-end", fault: event.index, words: say(event) };
  if (type !== "fault-injected") return { atUs, host, kind: "event", words: say(event) };
  const fault = faults[event.index];
  return { atUs, host, kind: "fault", fault: event.index, words: fault === undefined ? say(event) : faultWords(fault) };
}

function calm(fromUs: number, toUs: number): Row[] {
  const us = toUs - fromUs;
  if (us < CALM_US) return [];
  const words = `${durationText(Math.round(us / 1000) * 1000)} pass`;
  return [{ atUs: fromUs + us / 2, host: -1, kind: "calm", words }];
}
