import type { ObservationOf, ObservationType, TraceEvent } from "../model/index.ts";
import { Assigned, assignedTypes } from "./addresses/index.ts";
import { type BanCause, causes } from "./ban-causes.ts";
import { BanHistory, banHistoryTypes } from "./ban-history.ts";
import { DatabaseTrouble, databaseTroubleTypes } from "./databases/index.ts";
import { LateEvents, lateEventTypes } from "./late-events.ts";
import { never } from "./never.ts";
import { disturbanceTypes, hostTypes, lockTypes, type Picture, unscheduledTypes } from "./picture/index.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly history: BanHistory;
  readonly databases: DatabaseTrouble;
  readonly late: LateEvents;
  readonly assigned: Assigned;
}

const needs: readonly ObservationType[] = [
  "banned",
  ...banHistoryTypes,
  ...hostTypes,
  ...lockTypes,
  ...disturbanceTypes,
  ...unscheduledTypes,
];

/** No node is sent away for five minutes without having deserved it. */
export const everyBanHasACause = never<State>({
  name: "every-ban-has-a-cause",
  sentence: "Every ban has the cause that it names.",
  needs,
  // Who sees no databases sees no ban that a recovery of one ends in; who sees no events is not asked for them.
  on: ["banned", ...banHistoryTypes, ...databaseTroubleTypes, ...lateEventTypes, ...assignedTypes],
  applies: always,
  initial: (setting, picture) => ({
    setting,
    picture,
    history: new BanHistory(picture),
    databases: new DatabaseTrouble(setting, picture),
    late: new LateEvents(setting.constants.takeoverTimeoutUs),
    assigned: new Assigned(picture),
  }),
  step(state, event) {
    const violation = event.type === "banned" ? judge(state, event) : null;
    state.history.observe(event);
    state.databases.observe(event);
    state.late.observe(event);
    state.assigned.observe(event);
    return violation;
  },
});

function judge({ setting, picture, ...known }: State, event: ObservationOf<"banned"> & TraceEvent): Violation | null {
  const cause: BanCause | undefined = Object.hasOwn(causes, event.reason) ? causes[event.reason] : undefined;
  if (cause?.isGiven({ event, ...known, picture, setting }) === true) return null;
  return {
    atUs: event.atUs,
    hosts: [event.host, event.by],
    why: [
      `At ${clock(event.atUs)} ${node(event.host)} was banned by ${node(event.by)} for ${seconds(event.forUs)}: "${event.reason}".`,
      cause?.lack ?? "No such cause for a ban is known.",
      "A ban takes a node out of service, so what it names must have happened.",
    ],
  };
}
