import type { ObservationType, TraceEvent } from "../../model/index.ts";
import { AfterHeal, afterHealTypes } from "../after-heal.ts";
import { agreementTypes, members, unrecovered } from "../agreement.ts";
import { callUs, recoveredAfterLeaderUs } from "../bounds.ts";
import { byDeadlines, type Dated } from "../by-deadlines.ts";
import { Deadlines } from "../deadlines.ts";
import {
  type ClientView,
  clientTypes,
  freezeTypes,
  linkTypes,
  type Picture,
  type Place,
  recordName,
  unscheduledTypes,
} from "../picture/index.ts";
import { processKey } from "../process-key.ts";
import type { Property, Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { needsHeal } from "../setting-needs.ts";
import { needsDatabases } from "./needs-databases.ts";

interface State extends Dated {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly heal: AfterHeal;
}

/** After one of these a call is sent anew, or may be: the time begins again. */
const renewals = [
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

const on = [...new Set<ObservationType>([...clientTypes, ...freezeTypes, ...afterHealTypes, ...renewals])];

/** A call has no time-out: an answer that is lost keeps its client, and all that the client holds (facts/recovery.md §1.5). */
export const callsAreAnswered: Property<State> = {
  name: "calls-are-answered",
  sentence: "Once the healed core is recovered, each call of a client for a record that nobody uses is soon answered.",
  kind: "liveness",
  needs: [...new Set<ObservationType>([...on, ...agreementTypes, ...unscheduledTypes, ...linkTypes])],
  on,
  applies: (setting) => needsDatabases(setting) ?? needsHeal(setting),
  initial: (setting, picture) => ({
    setting,
    picture,
    heal: new AfterHeal(setting, picture),
    deadlines: new Deadlines(picture),
  }),
  step(state, event) {
    const { heal, deadlines } = state;
    heal.observe(event);
    if (isRenewal(event)) for (const key of [...deadlines.keys()]) deadlines.drop(key);
    if (event.type === "record-locked" || event.type === "record-unlocked") renew(state, event);
    owe(state, event.atUs);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} it had no answer.`,
    `Since ${clock(late.sinceUs)} the cluster was recovered, the database was open on every node, and nobody else held the record.`,
    `It was due ${seconds(late.withinUs)} after that, not counting time in which somebody stood still: a few hops, and one control that may be held up.`,
  ]),
  end: ({ deadlines, heal }) =>
    heal.leaderDueUs < Number.POSITIVE_INFINITY && deadlines.size === 0 ? "holds" : "unknown",
};

function isRenewal(event: TraceEvent): boolean {
  if (event.type === "process-started") return event.program === "ctdbd" || event.program === "recoverd";
  return (renewals as readonly ObservationType[]).includes(event.type);
}

/** Whoever has had a record makes way for the others. */
function renew({ picture: { clients }, deadlines }: State, place: Place): void {
  for (const client of clients.waiting())
    if (client.wait !== null && recordName(client.wait) === recordName(place)) deadlines.drop(processKey(client));
}

/** Opens what is owed now, and drops what is not. */
function owe(state: State, atUs: number): void {
  const { deadlines, heal, picture, setting } = state;
  const waiting = picture.clients.waiting().filter((client) => client.wait?.kind === "call");
  if (waiting.length === 0 && deadlines.size === 0) return;
  const isRecovered = heal.leaderDueUs < Number.POSITIVE_INFINITY && unrecovered(picture, heal.core) === "";
  const owed = isRecovered ? waiting.filter((client) => isOwed(client, state)) : [];
  const keys = new Set(owed.map(processKey));
  for (const key of [...deadlines.keys()]) if (!keys.has(key)) deadlines.drop(key);
  const calmUs = heal.leaderDueUs + recoveredAfterLeaderUs(setting.constants);
  const others = picture.hosts.map(({ pnn }) => pnn);
  for (const client of owed) {
    const withinUs = Math.max(callUs(setting.constants) + pinUs(setting), calmUs - atUs);
    const meters = [picture.unscheduled, picture.linkSlow];
    const rest = others.filter((pnn) => pnn !== client.host);
    deadlines.add(processKey(client), asked(client), atUs, withinUs, meters, client.host, ...rest);
  }
}

/** A hot record may have to stay where it is for a moment (facts/recovery.md §1.7). */
function pinUs({ databases = [], constants }: Setting): number {
  return databases.some(({ sticky }) => sticky === true) ? constants.stickyPindownUs : 0;
}

function isOwed({ host, wait }: ClientView, { picture, heal }: State): boolean {
  const hosts = members(picture, heal.core).map(({ pnn }) => pnn);
  if (wait === null || !hosts.includes(host)) return false;
  const isFree = picture.clients.holdersOf(wait).every((holder) => !hosts.includes(holder.host));
  return isFree && hosts.every((pnn) => picture.freezes.of(pnn, wait.db) === undefined);
}

function asked({ pid, host, wait }: ClientView): () => string {
  return () => `At ${clock(wait?.sinceUs ?? 0)} client ${pid} on ${node(host)} asked for ${wait?.key} of ${wait?.db}`;
}
