import { never } from "./never.ts";
import { hostTypes, type Loss, lockTypes, type Picture } from "./picture/index.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

interface State {
  readonly picture: Picture;
  /** For each host: the helper that lost the lock without its daemon's knowledge, and when. */
  readonly silent: Map<number, Loss>;
  /** Hosts whose daemon has let go of the lock, which may still be held for a moment. */
  readonly lettingGo: Set<number>;
}

/** ABA: a lock that was lost and taken again looks as if it had been held all the time. */
export const lockLossIsReported = never<State>({
  name: "lock-loss-is-reported",
  sentence: "A lock that was lost is reported as lost before the same helper takes it again.",
  needs: ["lock-released", ...hostTypes, ...lockTypes],
  on: ["lock-taken", "lock-freed", "lock-released", "lock-believed", "process-exited", "host-crashed"],
  applies: needsLock,
  initial: (_setting, picture) => ({ picture, silent: new Map(), lettingGo: new Set() }),
  step({ picture, silent, lettingGo }, event) {
    const { host, atUs } = event;
    const loss = picture.lock.lastLoss(host);
    if (event.type === "lock-freed" && loss?.pid === event.pid && !lettingGo.has(host)) silent.set(host, loss);
    const heard = event.type === "lock-released" || (event.type === "lock-believed" && event.lock === "none");
    const gone = event.type === "host-crashed" || (event.type === "process-exited" && event.program === "recoverd");
    if (heard || gone) silent.delete(host);
    if (event.type === "lock-released") lettingGo.add(host);
    if (event.type !== "lock-taken") return null;
    lettingGo.delete(host);
    const lost = silent.get(host);
    if (lost?.pid !== event.pid) return null;
    return {
      atUs,
      hosts: [host],
      why: [
        `Helper ${event.pid} on ${node(host)} took the cluster lock again at ${clock(atUs)}.`,
        `It had lost it at ${clock(lost.atUs)}, and its recovery daemon was not told in between.`,
        "Another node may have led meanwhile: a loss must be seen before the lock is taken again.",
      ],
    };
  },
});
