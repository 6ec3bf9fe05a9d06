import { type Pnn, type TraceEvent, versionOn } from "../model/index.ts";
import { promptReleaseUs, releaseUs } from "./bounds.ts";
import { leadsTo, type Owed } from "./leads-to.ts";
import {
  disturbanceTypes,
  type HostView,
  hostTypes,
  isOut,
  leads,
  linkTypes,
  type Meter,
  type Picture,
  unscheduledTypes,
} from "./picture/index.ts";
import type { Setting } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** What an inactive node shall not go on with. */
interface Wrong {
  readonly what: string;
  readonly isSo: (host: HostView, setting: Setting) => boolean;
  readonly withinUs: (constants: Setting["constants"]) => number;
  /** What its time does not count. */
  readonly meters: (picture: Picture) => readonly Meter[];
  /** Is it owed only where nobody waits for who does not answer? */
  readonly isPrompt: boolean;
}

const busy = ({ unscheduled, racing, helping, linkSlow }: Picture): Meter[] => [unscheduled, racing, helping, linkSlow];

const isNormal: Pick<Wrong, "what" | "isSo"> = {
  what: "was in recovery mode normal",
  isSo: ({ mode }) => mode === "normal",
};

const wrongs: readonly Wrong[] = [
  {
    what: "believed in itself as leader",
    // In 4.3 it does until a vote of the others says who leads (facts/leadership.md §5).
    isSo: (host, { ctdb }) => leads(host) && versionOn(ctdb, host.pnn) !== "4.3",
    withinUs: releaseUs,
    meters: (picture) => [...busy(picture), picture.pushing],
    isPrompt: false,
  },
  { ...isNormal, withinUs: releaseUs, meters: (picture) => [...busy(picture), picture.pushing], isPrompt: false },
  { ...isNormal, withinUs: promptReleaseUs, meters: busy, isPrompt: true },
];

const keyOf = (pnn: Pnn, kind: number): number => pnn * wrongs.length + kind;

/** Whoever is stopped or banned is out: it neither leads nor lets clients at databases that nobody recovers with it. */
export const inactiveStandsAside = leadsTo({
  name: "inactive-stands-aside",
  kind: "liveness",
  sentence: "A node that is stopped or banned soon neither leads nor is in recovery mode normal.",
  needs: [...hostTypes, ...unscheduledTypes, ...linkTypes, ...disturbanceTypes, "election-started", "lock-believed"],
  applies: always,
  because:
    "Its main loop sees its flags, puts it back into recovery mode, and its broadcast timer gives leadership up.",
  watch(owed, event) {
    if (owed.deadlines.size > 0 && mayWait(owed, event)) dropPrompt(owed);
    const host = owed.picture.hosts[event.host];
    if (host === undefined) return;
    const out = host.recoverd !== 0 && isOut(host);
    const isNew = event.type === "process-started" && event.program === "recoverd";
    for (const [kind, wrong] of wrongs.entries()) {
      if (!out || isNew || !wrong.isSo(host, owed.setting)) owed.deadlines.drop(keyOf(host.pnn, kind));
      else owes(owed, event, kind, wrong);
    }
  },
});

function owes(owed: Owed, event: TraceEvent, kind: number, wrong: Wrong): void {
  const { deadlines, picture, setting } = owed;
  const { host, atUs } = event;
  if (wrong.isPrompt && mayWait(owed, event)) return;
  const what = (): string => `${node(host)} was inactive at ${clock(atUs)} and ${wrong.what}`;
  deadlines.add(keyOf(host, kind), what, atUs, wrong.withinUs(setting.constants), wrong.meters(picture), host);
}

/** May a node wait now for the answer of one that does not give any? */
function mayWait({ picture, setting }: Owed, { atUs }: TraceEvent): boolean {
  return picture.disturbances.mayWait(atUs, releaseUs(setting.constants));
}

function dropPrompt({ deadlines, picture }: Owed): void {
  for (const [kind, { isPrompt }] of wrongs.entries())
    if (isPrompt) for (const { pnn } of picture.hosts) deadlines.drop(keyOf(pnn, kind));
}
