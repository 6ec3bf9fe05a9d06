import { attemptUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { hostTypes, unscheduledTypes } from "./picture/index.ts";
import { node, seconds } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

/** Nobody waits for a lock for ever: a recovery daemon that does holds no elections and runs no recoveries. */
export const attemptEndsInTime = leadsTo({
  name: "attempt-ends-in-time",
  kind: "liveness",
  sentence: "An attempt at the cluster lock ends within its time limit, whatever its helper does.",
  needs: ["lock-believed", ...hostTypes, ...unscheduledTypes],
  applies: needsLock,
  because: "The daemon gives an attempt up when its time is over, and tries again later.",
  watch({ deadlines, picture, setting }, event) {
    const { host: pnn, atUs } = event;
    const host = picture.hosts[pnn];
    if (host === undefined || !hostTypes.includes(event.type)) return;
    if (host.lock !== "taking") deadlines.drop(pnn);
    else {
      const what = (): string =>
        `The recovery daemon of ${node(pnn)} tried to take the cluster lock at ${seconds(atUs)}`;
      deadlines.add(pnn, what, atUs, attemptUs(setting.constants), [picture.unscheduled], pnn);
    }
  },
});
