import { releaseUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { type HostView, hostTypes, isActive, leads, linkTypes, unscheduledTypes } from "./picture/index.ts";
import { node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** What an inactive node shall not go on with. */
const wrongs: readonly { readonly what: string; readonly isSo: (host: HostView) => boolean }[] = [
  { what: "believed in itself as leader", isSo: leads },
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
    const isOut = host.ctdbd !== 0 && host.recoverd !== 0 && host.runState !== "shutdown" && !isActive(host);
    const isNew = event.type === "process-started" && event.program === "recoverd";
    for (const [index, { what: said, isSo }] of wrongs.entries()) {
      const key = host.pnn * wrongs.length + index;
      if (!isOut || isNew || !isSo(host)) {
        deadlines.drop(key);
        continue;
      }
      const what = (): string => `${node(host.pnn)} was inactive at ${seconds(event.atUs)} and ${said}`;
      const meters = [picture.unscheduled, picture.racing, picture.recovering, picture.linkSlow];
      deadlines.add(key, what, event.atUs, releaseUs(setting.constants), meters, host.pnn);
    }
  },
});
