import { actAfterLossUs } from "./bounds.ts";
import { leadsTo, type Owed } from "./leads-to.ts";
import { type HostView, hostTypes, isActive, leads, unscheduledTypes } from "./picture/index.ts";
import { clock, nodes } from "./sentences.ts";
import { needsNoLock } from "./setting-needs.ts";

/** Without a lock two leaders cannot be ruled out for a moment; two working clusters can. */
export const oneLeaderWithoutLock = leadsTo({
  name: "one-leader-without-lock",
  kind: "safety",
  sentence: "Two nodes never lead for longer than W, each with its followers at work under another generation.",
  needs: [...hostTypes, ...unscheduledTypes],
  applies: needsNoLock,
  because:
    "One of them must hear of the other, and give up within a RecoverTimeout and one main-loop pass once its helper is done.",
  watch(owed, event) {
    const { deadlines, picture } = owed;
    const working = picture.hosts.filter((host) => worksAsLeader(picture.hosts, host));
    const split = new Set<number>();
    for (const [index, first] of working.entries()) {
      for (const second of working.slice(index + 1)) {
        if (first.generation !== second.generation) split.add(opened(owed, first, second, event.atUs));
      }
    }
    if (deadlines.size > split.size) for (const key of [...deadlines.keys()]) if (!split.has(key)) deadlines.drop(key);
  },
});

/** Does it lead, and are it and all who believe in it at work under its generation? */
function worksAsLeader(hosts: readonly HostView[], leader: HostView): boolean {
  if (!leads(leader) || !isActive(leader)) return false;
  return hosts.every(
    (host) =>
      host.leader !== leader.pnn ||
      !isActive(host) ||
      (host.mode === "normal" && host.generation === leader.generation),
  );
}

function opened({ deadlines, picture, setting }: Owed, first: HostView, second: HostView, atUs: number): number {
  const key = first.pnn * 4096 + second.pnn;
  const generations = `${first.generation} and ${second.generation}`;
  const what = (): string =>
    `${nodes([first.pnn, second.pnn])} both led at ${clock(atUs)}, under generations ${generations}`;
  const meters = [picture.unscheduled, picture.helping];
  deadlines.add(key, what, atUs, actAfterLossUs(setting.constants), meters, first.pnn, second.pnn);
  return key;
}
