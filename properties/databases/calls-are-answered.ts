import type { ObservationType, TraceEvent } from "../../model/index.ts";
import { AfterHeal, afterHealTypes } from "../after-heal.ts";
import { agreementTypes, unrecovered } from "../agreement.ts";
import { recoveredAfterLeaderUs } from "../bounds.ts";
import { byDeadlines, type Dated } from "../by-deadlines.ts";
import { Deadlines } from "../deadlines.ts";
import { clientTypes, freezeTypes, linkTypes, type Picture, unscheduledTypes } from "../picture/index.ts";
import type { Property, Setting } from "../property.ts";
import { clock, seconds } from "../sentences.ts";
import { needsHeal } from "../setting-needs.ts";
import { callUs } from "./call-bounds.ts";
import { needsDatabases } from "./needs-databases.ts";
import { makeWay, oweCalls, owedIn, pinUs } from "./owed-calls.ts";
import { Wants, wantTypes } from "./wants.ts";

interface State extends Dated {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly heal: AfterHeal;
  readonly wants: Wants;
}

/** After one of these a call is sent anew, or may be: the time begins again. */
export const renewals = [
  "healed",
  "banned",
  "process-started",
  "peer-dead",
  "peer-connected",
  "flags-changed",
  "generation-changed",
  "recovery-mode-changed",
  "leader-believed",
] as const satisfies readonly ObservationType[];

const on = [
  ...new Set<ObservationType>([...clientTypes, ...wantTypes, ...freezeTypes, ...afterHealTypes, ...renewals]),
];

/**
 * A call has no time-out: an answer that is lost keeps its client, and all that the client holds (facts/recovery.md §1.5). An
 * error is no record either: a client that is told one calls again, and has waited since its first call.
 */
export const callsAreAnswered: Property<State> = {
  name: "calls-are-answered",
  sentence:
    "Once the healed core is recovered, each call of a client for a record that nobody uses is soon answered, and not by errors alone.",
  kind: "liveness",
  needs: [...new Set<ObservationType>([...on, ...agreementTypes, ...unscheduledTypes, ...linkTypes])],
  on,
  applies: (setting) => needsDatabases(setting) ?? needsHeal(setting),
  initial: (setting, picture) => ({
    setting,
    picture,
    heal: new AfterHeal(setting, picture),
    wants: new Wants(),
    deadlines: new Deadlines(picture),
  }),
  step(state, event) {
    const { heal, deadlines, wants } = state;
    heal.observe(event);
    wants.observe(event);
    if (isRenewal(event)) for (const key of [...deadlines.keys()]) deadlines.drop(key);
    if (event.type === "record-locked" || event.type === "record-unlocked") makeWay(deadlines, wants.all(), event);
    owe(state, event.atUs);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} it had not been given it.`,
    `Since ${clock(late.sinceUs)} the cluster was recovered, the database was open on every node, and nobody else held the record.`,
    `It was due ${seconds(late.withinUs)} after that, not counting time in which somebody stood still: a few hops, and one control that may be held up.`,
  ]),
  end: ({ deadlines, heal }) =>
    heal.leaderDueUs < Number.POSITIVE_INFINITY && deadlines.size === 0 ? "holds" : "unknown",
};

/** Is it one of these, of a daemon? */
export function isRenewal(event: TraceEvent): boolean {
  if (event.type === "process-started") return event.program === "ctdbd" || event.program === "recoverd";
  return (renewals as readonly ObservationType[]).includes(event.type);
}

/** Opens what is owed now, and drops what is not. */
function owe(state: State, atUs: number): void {
  const { deadlines, heal, picture, setting } = state;
  const waiting = state.wants.all();
  if (waiting.length === 0 && deadlines.size === 0) return;
  const isRecovered = heal.leaderDueUs < Number.POSITIVE_INFINITY && unrecovered(picture, heal.core) === "";
  const owed = isRecovered ? owedIn(waiting, heal.core, picture) : [];
  const calmUs = heal.leaderDueUs + recoveredAfterLeaderUs(setting.constants);
  oweCalls(deadlines, owed, atUs, Math.max(callUs(setting.constants) + pinUs(setting), calmUs - atUs));
}
