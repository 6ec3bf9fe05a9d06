import type { TraceEvent } from "../model/index.ts";
import { byDeadlines, type Dated } from "./by-deadlines.ts";
import { type Deadline, Deadlines } from "./deadlines.ts";
import type { Picture } from "./picture/index.ts";
import type { Property, Setting, Violation } from "./property.ts";
import { clock, seconds } from "./sentences.ts";

/** The state of a bounded-response claim: what is owed, and the setting and picture it is read from. */
export interface Owed extends Dated {
  readonly setting: Setting;
  readonly picture: Picture;
}

/** How a bounded-response claim is written down. */
export interface LeadsTo extends Pick<Property, "name" | "sentence" | "needs" | "kind" | "applies"> {
  /** Opens and drops obligations. */
  watch(owed: Owed, event: TraceEvent): void;
  /** Why the bound is what it is, for the third sentence. */
  readonly because: string;
}

/**
 * Bounded liveness: what is opened is dropped in time. At the end of the trace an
 * obligation that is not yet due is unknown.
 */
export function leadsTo(claim: LeadsTo): Property<Owed> {
  return {
    name: claim.name,
    sentence: claim.sentence,
    kind: claim.kind,
    needs: claim.needs,
    applies: claim.applies,
    initial: (setting, picture) => ({ deadlines: new Deadlines(picture), setting, picture }),
    step(owed, event) {
      claim.watch(owed, event);
      return null;
    },
    ...byDeadlines<Owed>(
      (late, atUs) => overdue(late, atUs, claim.because),
      ({ hosts }) => hosts,
    ),
    end: (owed) => (owed.deadlines.size === 0 ? "holds" : "unknown"),
  };
}

function overdue(late: Deadline, atUs: number, because: string): Violation["why"] {
  const waitedUs = atUs - late.sinceUs;
  return [
    `${late.what()}, and ${seconds(waitedUs)} later that still stood.`,
    `It was due ${seconds(late.withinUs)} after ${clock(late.sinceUs)}, not counting ${seconds(waitedUs - late.withinUs)} in which the processes concerned could not act.`,
    because,
  ];
}
