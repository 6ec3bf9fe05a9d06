import { shutdownUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { hostTypes, unscheduledTypes } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** A node that shuts down is gone at some time: who waits for it can go on. */
export const shutdownEndsInTime = leadsTo({
  name: "shutdown-ends-in-time",
  kind: "liveness",
  sentence: "A daemon that shuts down exits within the fail-over of its addresses and one event script.",
  needs: [...hostTypes, ...unscheduledTypes],
  applies: always,
  because: "The fail-over is waited for up to the shutdown failover timeout, the shutdown event up to its time limit.",
  watch({ deadlines, picture, setting }, { host: pnn, atUs }) {
    const host = picture.hosts[pnn];
    if (host === undefined) return;
    if (host.ctdbd === 0 || host.runState !== "shutdown") return deadlines.drop(pnn);
    const what = (): string => `${node(pnn)} began to shut down at ${clock(atUs)}`;
    deadlines.add(pnn, what, atUs, shutdownUs(setting.constants), [picture.unscheduled], pnn);
  },
});
