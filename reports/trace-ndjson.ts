import type { TraceEvent } from "../model/index.ts";

/** The first line of a trace file: what made it. */
export interface TraceHeader {
  readonly trace: 1;
  readonly seed: string;
  readonly version: string;
  readonly modelHash: string;
  readonly traceHash: string;
  /** Decisions drawn in the run, so that a stale seed is noticed. */
  readonly draws: number;
  readonly nodes: number;
}

/** A trace as NDJSON, line by line: a header, then one event a line (docs/trace.schema.json). */
export function* traceLines(header: TraceHeader, events: Iterable<TraceEvent>): Generator<string> {
  yield JSON.stringify(header);
  for (const event of events) yield eventLine(event);
}

/** One event with its time and host first, for people who read the file. */
function eventLine({ atUs, host, type, ...rest }: TraceEvent): string {
  return JSON.stringify({ atUs, host, type, ...rest });
}
