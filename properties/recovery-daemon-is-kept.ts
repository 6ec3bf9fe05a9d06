import { recoverdReplacedUs } from "./bounds.ts";
import { leadsTo } from "./leads-to.ts";
import { hostTypes, unscheduledTypes } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";

/** Run states in which a main daemon has a recovery daemon. */
const looksAfter: ReadonlySet<string> = new Set(["first-recovery", "startup", "running"]);

/** A node without a recovery daemon neither leads nor follows, and its daemon says nothing of it. */
export const recoveryDaemonIsKept = leadsTo({
  name: "recovery-daemon-is-kept",
  kind: "liveness",
  sentence: "A main daemon whose recovery daemon is gone has another one after its next look.",
  needs: [...hostTypes, ...unscheduledTypes],
  // A zombie passes for a recovery daemon that exists.
  applies: ({ inForce }) =>
    inForce.includes("dead-parents-are-reaped") ? null : "Dead processes that nobody reaps seem to exist.",
  because: "A main daemon looks every 30 s whether its recovery daemon exists, and starts another one if not.",
  watch({ deadlines, picture, setting }, { host: pnn, atUs }) {
    const host = picture.hosts[pnn];
    if (host === undefined) return;
    const lacks = host.ctdbd !== 0 && looksAfter.has(host.runState) && host.recoverd === 0;
    if (!lacks) return deadlines.drop(pnn);
    const what = (): string => `${node(pnn)} had no recovery daemon from ${clock(atUs)} on`;
    deadlines.add(pnn, what, atUs, recoverdReplacedUs(setting.constants), [picture.unscheduled], pnn);
  },
});
