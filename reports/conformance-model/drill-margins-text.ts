import { type DrillMargin, drillActs, type Interval, type Sighting } from "../../model/index.ts";
import { printable } from "../printable.ts";
import { table } from "../text/index.ts";
import { inMs } from "./disagreement-text.ts";

/** What was timed, as it is told after what was done. */
const timed: Readonly<Record<Sighting, string>> = {
  byteUs: "it writes",
  closedUs: "its output is closed",
  endedUs: "it ends",
  otherUs: "the other says",
};

/** What a time is of, in one phrase: `SIGTERM to the helper: it ends`. */
export function marginName({ act, what, byte }: DrillMargin): string {
  const said = byte === undefined ? "" : ` ${JSON.stringify(byte)}`;
  return printable(`${drillActs[act]}: ${timed[what]}${said}`);
}

/** How quick the helper was beside its model, a row a time. */
export function drillMarginsText(margins: readonly DrillMargin[], columns: number): readonly string[] {
  if (margins.length === 0) return [];
  const rows = margins.map((margin) => [
    marginName(margin),
    String(margin.times),
    between(margin.measured),
    between(margin.model),
  ]);
  return table([["after", "times", "measured", "the model"], ...rows], columns);
}

function between([least, most]: Interval): string {
  const [from, to] = [inMs(least), inMs(most)];
  return from === to ? from : `${from} to ${to}`;
}
