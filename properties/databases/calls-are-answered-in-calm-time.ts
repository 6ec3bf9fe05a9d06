import { INACTIVE, type ObservationType, type TraceEvent, UNKNOWN } from "../../model/index.ts";
import { agreement, agreementTypes, unrecovered } from "../agreement.ts";
import { silenceUs } from "../bounds.ts";
import { byDeadlines, type Dated } from "../by-deadlines.ts";
import { Deadlines } from "../deadlines.ts";
import {
  clientTypes,
  disturbanceTypes,
  freezeTypes,
  linkTypes,
  type Picture,
  unscheduledTypes,
} from "../picture/index.ts";
import type { Property, Setting } from "../property.ts";
import { clock, seconds } from "../sentences.ts";
import { callAfterLeavingUs, promptCallUs } from "./call-bounds.ts";
import { isRenewal, renewals } from "./calls-are-answered.ts";
import { needsDatabases } from "./needs-databases.ts";
import { makeWay, oweCalls, owedIn, pinUs } from "./owed-calls.ts";
import { Wants, wantTypes } from "./wants.ts";

interface State extends Dated {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly wants: Wants;
  /** Has somebody left since the last recovery began? */
  hasLeft: boolean;
}

const on = [
  ...new Set<ObservationType>([
    ...clientTypes,
    ...wantTypes,
    ...freezeTypes,
    ...disturbanceTypes,
    ...renewals,
    "control-refused",
    "recovery-started",
  ]),
];

/** Nobody sends a call anew but a recovery: one that is lost waits until something calls for that. */
export const callsAreAnsweredInCalmTime: Property<State> = {
  name: "calls-are-answered-in-calm-time",
  sentence:
    "While nobody can be waiting for somebody silent, and all active nodes have one leader and are recovered, each call of a client for a record that nobody uses is answered soon.",
  kind: "liveness",
  needs: [...new Set<ObservationType>([...on, ...agreementTypes, ...unscheduledTypes, ...linkTypes])],
  on,
  applies: needsDatabases,
  initial: (setting, picture) => ({
    setting,
    picture,
    wants: new Wants(),
    hasLeft: false,
    deadlines: new Deadlines(picture),
  }),
  step(state, event) {
    const { deadlines, wants } = state;
    wants.observe(event);
    if (event.type === "recovery-started") state.hasLeft = false;
    if (isLeaving(event)) state.hasLeft = true;
    if (isRenewal(event) || event.type === "control-refused")
      for (const key of [...deadlines.keys()]) deadlines.drop(key);
    if (event.type === "record-locked" || event.type === "record-unlocked") makeWay(deadlines, wants.all(), event);
    owe(state, event.atUs);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} it had not been given it.`,
    `Since ${clock(late.sinceUs)} nothing kept anybody waiting, the cluster was recovered, the database was open on every node, and nobody held the record.`,
    `It was due ${seconds(late.withinUs)} after that, not counting time in which somebody stood still: nobody sends a call anew but a recovery.`,
  ]),
};

/** Whoever is gone is in the map until the next recovery, as the lmaster of records. */
function isLeaving(event: TraceEvent): boolean {
  if (event.type === "process-exited") return event.program === "ctdbd";
  if (event.type === "flags-changed") return (event.flags & INACTIVE) !== 0;
  return event.type === "host-crashed" || event.type === "peer-dead";
}

function owe({ setting, picture, wants, deadlines, hasLeft }: State, atUs: number): void {
  const waiting = wants.all();
  if (waiting.length === 0 && deadlines.size === 0) return;
  const { constants, lock } = setting;
  const all = picture.hosts.map(({ pnn }) => pnn);
  const mayWait = picture.disturbances.mayWait(atUs, silenceUs(constants));
  const isAtRest = !mayWait && agreement(picture, all, lock).leader !== UNKNOWN && unrecovered(picture, all) === "";
  const withinUs = (hasLeft ? callAfterLeavingUs : promptCallUs)(constants) + pinUs(setting);
  // A leader that waits for its takeover run, in which a script may hang, looks at nothing else.
  const others = hasLeft ? [picture.helping] : [];
  oweCalls(deadlines, isAtRest ? owedIn(waiting, all, picture) : [], atUs, withinUs, others);
}
