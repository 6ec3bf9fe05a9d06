import { type DrillMargin, drillActs, type Sighting } from "../../model/index.ts";
import { printable } from "../printable.ts";

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
