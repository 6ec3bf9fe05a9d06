import { type ObservationType, type Pnn, recoveryDesigns, recoveryOn, type TraceEvent } from "../../model/index.ts";
import { byOwnClockUs, silenceUs } from "../bounds.ts";
import { byDeadlines, type Dated } from "../by-deadlines.ts";
import { Deadlines } from "../deadlines.ts";
import {
  clientTypes,
  disturbanceTypes,
  type Freeze,
  freezeTypes,
  hostTypes,
  type Picture,
  unscheduledTypes,
} from "../picture/index.ts";
import type { Property, Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { needsDatabases } from "./needs-databases.ts";
import { stuckUs } from "./wait-graph.ts";

interface State extends Dated {
  readonly setting: Setting;
  readonly picture: Picture;
  /** Freezes whose lock helper is not known to be gone, by host and database. */
  readonly helped: Set<number>;
}

const needs: readonly ObservationType[] = [
  ...new Set<ObservationType>([
    ...freezeTypes,
    ...clientTypes,
    ...hostTypes,
    ...disturbanceTypes,
    ...unscheduledTypes,
    // What a recovery does while a freeze stands in line.
    "database-step",
    "recovery-started",
  ]),
];

/** A daemon locks a record's chain for a moment: one that it forgets to unlock keeps every recovery from its database. */
export const freeDatabasesFreeze: Property<State> = {
  name: "free-databases-freeze",
  kind: "liveness",
  sentence:
    "While nobody can be waiting for somebody silent or slow, the freeze of a database of which no client of that node holds a record is there soon (where one helper freezes several: of no such database).",
  needs,
  applies: needsDatabases,
  initial: (setting, picture) => ({ setting, picture, helped: new Set(), deadlines: new Deadlines(picture) }),
  step(state, event) {
    if (event.type === "database-freezing") state.helped.add(keyOf(state, event));
    if (isUnseen(event)) forget(state, event.host);
    owe(state, event.atUs);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} that still stood.`,
    `It was due ${seconds(late.withinUs)} after that, not counting time in which somebody stood still.`,
    "Whatever else locks a part of the file lets go of it at once; CTDB warns of a lock that takes this long.",
  ]),
};

/** Whose lock helper was killed, and whether its freeze is given up with it, does not show. */
function isUnseen(event: TraceEvent): boolean {
  return event.type === "process-exited" && event.program === "db-lock-helper" && event.cause === "killed";
}

function forget({ helped, setting }: State, host: Pnn): void {
  for (const { name } of setting.databases ?? []) helped.delete(keyOf({ setting }, { host, db: name }));
}

function owe(state: State, atUs: number): void {
  const { deadlines, picture, setting } = state;
  const isCalm = !picture.disturbances.mayWait(atUs, silenceUs(setting.constants));
  const standing = isCalm ? picture.freezes.inLine("") : [];
  if (standing.length === 0 && deadlines.size === 0) return;
  const due = new Map(standing.filter((freeze) => isFree(state, freeze)).map((one) => [keyOf(state, one), one]));
  for (const key of [...deadlines.keys()]) if (!due.has(key)) deadlines.drop(key);
  // Helpers of a daemon that is gone keep the file until they look for their parent.
  const withinUs = Math.max(stuckUs, byOwnClockUs(setting.constants.dbLockParentPollUs));
  for (const [key, { host, db }] of due) {
    const what = (): string =>
      `At ${clock(atUs)} the freeze of ${db} on ${node(host)} stood in line, and no client there held a record of it`;
    deadlines.add(key, what, atUs, withinUs, [picture.unscheduled], host);
  }
}

function isFree(state: State, freeze: Freeze): boolean {
  const { picture, setting, helped } = state;
  const { db, host } = freeze;
  if (picture.hosts[host]?.ctdbd === 0 || !helped.has(keyOf(state, freeze))) return false;
  // Where one helper locks a whole priority, file after file, it may wait for a client of another one.
  const { ownFreezers } = recoveryDesigns[recoveryOn(setting.recovery, host)];
  const names = ownFreezers ? [db] : (setting.databases ?? []).map(({ name }) => name);
  return names.every((name) => picture.clients.holdersIn(name, host).length === 0);
}

function keyOf({ setting }: Pick<State, "setting">, { host, db }: { readonly host: Pnn; readonly db: string }): number {
  const names = (setting.databases ?? []).map(({ name }) => name);
  return host * (names.length + 1) + names.indexOf(db) + 1;
}
