import { versionOn } from "../model/index.ts";
import { releaseUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { type HostView, hostTypes, isOut, leads, linkTypes, unscheduledTypes } from "./picture/index.ts";
import type { Setting } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** What an inactive node shall not go on with. */
const wrongs: readonly { readonly what: string; readonly isSo: (host: HostView, setting: Setting) => boolean }[] = [
  {
    what: "believed in itself as leader",
    // In 4.3 it does until a vote of the others says who leads (facts/leadership.md §5).
    isSo: (host, { ctdb }) => leads(host) && versionOn(ctdb, host.pnn) !== "4.3",
  },
  { what: "was in recovery mode normal", isSo: ({ mode }) => mode === "normal" },
];

/** Whoever is stopped or banned is out: it neither leads nor lets clients at databases that nobody recovers with it. */
export const inactiveStandsAside = leadsTo({
  name: "inactive-stands-aside",
  kind: "liveness",
  sentence: "A node that is stopped or banned soon neither leads nor is in recovery mode normal.",
  needs: [...hostTypes, ...unscheduledTypes, ...linkTypes, "election-started", "lock-believed"],
  applies: always,
  because:
    "Its main loop sees its flags, puts it back into recovery mode, and its broadcast timer gives leadership up.",
  watch({ deadlines, picture, setting }, event) {
    const host = picture.hosts[event.host];
    if (host === undefined) return;
    const out = host.recoverd !== 0 && isOut(host);
    const isNew = event.type === "process-started" && event.program === "recoverd";
    for (const [index, { what: said, isSo }] of wrongs.entries()) {
      const key = host.pnn * wrongs.length + index;
      if (!out || isNew || !isSo(host, setting)) {
        deadlines.drop(key);
        continue;
      }
      const what = (): string => `${node(host.pnn)} was inactive at ${clock(event.atUs)} and ${said}`;
      const meters = [picture.unscheduled, picture.racing, picture.pushing, picture.helping, picture.linkSlow];
      deadlines.add(key, what, event.atUs, releaseUs(setting.constants), meters, host.pnn);
    }
  },
});
