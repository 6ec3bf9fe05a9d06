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
  unscheduledTypes,
} from "./picture/index.ts";
import type { Setting } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** Which of them is recovery mode. */
const NOT_OUT = 1;

/** What an inactive node shall not go on with. */
const wrongs: readonly { readonly what: string; readonly isSo: (host: HostView, setting: Setting) => boolean }[] = [
  {
    what: "believed in itself as leader",
    // In 4.3 it does until a vote of the others says who leads (facts/leadership.md §5).
    isSo: (host, { ctdb }) => leads(host) && versionOn(ctdb, host.pnn) !== "4.3",
  },
  { what: "was in recovery mode normal", isSo: ({ mode }) => mode === "normal" },
];

const { length: kinds } = wrongs;
/** One more kind of what is owed: recovery mode, from who need not wait for anybody. */
const PROMPT = kinds;
const keyOf = (pnn: Pnn, kind: number): number => pnn * (kinds + 1) + kind;

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
    if (mayWait(owed, event)) dropPrompt(owed);
    const host = owed.picture.hosts[event.host];
    if (host === undefined) return;
    const out = host.recoverd !== 0 && isOut(host);
    const isNew = event.type === "process-started" && event.program === "recoverd";
    for (const [kind, { what: said, isSo }] of wrongs.entries()) {
      if (!out || isNew || !isSo(host, owed.setting)) {
        owed.deadlines.drop(keyOf(host.pnn, kind));
        if (kind === NOT_OUT) owed.deadlines.drop(keyOf(host.pnn, PROMPT));
      } else owes(owed, event, kind, () => `${node(host.pnn)} was inactive at ${clock(event.atUs)} and ${said}`);
    }
  },
});

function owes(owed: Owed, event: TraceEvent, kind: number, what: () => string): void {
  const { deadlines, picture, setting } = owed;
  const { host, atUs } = event;
  const busy = [picture.unscheduled, picture.racing, picture.helping, picture.linkSlow];
  const meters = [...busy, picture.pushing];
  deadlines.add(keyOf(host, kind), what, atUs, releaseUs(setting.constants), meters, host);
  if (kind !== NOT_OUT || mayWait(owed, event)) return;
  deadlines.add(keyOf(host, PROMPT), what, atUs, promptReleaseUs(setting.constants), busy, host);
}

/** May a node wait now for the answer of one that does not give any? */
function mayWait({ picture, setting }: Owed, { atUs }: TraceEvent): boolean {
  return picture.disturbances.mayWait(atUs, releaseUs(setting.constants));
}

function dropPrompt({ deadlines, picture }: Owed): void {
  for (const { pnn } of picture.hosts) deadlines.drop(keyOf(pnn, PROMPT));
}
