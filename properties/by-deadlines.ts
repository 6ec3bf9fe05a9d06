import type { Pnn } from "../model/index.ts";
import type { Deadline, Deadlines } from "./deadlines.ts";
import type { Property, Violation } from "./property.ts";

/** What a claim that deadlines decide keeps, whatever else it remembers. */
export interface Dated {
  readonly deadlines: Deadlines;
}

/**
 * The part that is the same in every such claim: it is broken once a deadline is overdue.
 *
 * @param why what is said of the one that is late
 * @param hostsOf the hosts it concerns; the one that owed it, if not given
 */
export function byDeadlines<State extends Dated>(
  why: (late: Deadline, atUs: number, state: State) => Violation["why"],
  hostsOf: (late: Deadline, state: State) => readonly Pnn[] = ({ host }) => [host],
): Required<Pick<Property<State>, "dueUs" | "tick">> {
  return {
    dueUs: ({ deadlines }, nowUs) => deadlines.dueUs(nowUs),
    tick(state, atUs) {
      const late = state.deadlines.overdue(atUs);
      return late === undefined ? null : { atUs, hosts: hostsOf(late, state), why: why(late, atUs, state) };
    },
  };
}
