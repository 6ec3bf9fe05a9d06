import { instantUs } from "../bounds.ts";
import { lockTypes } from "../picture/index.ts";
import { needsHelper } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** The leader loses its lock without doing anything wrong. */
export const helperKilledWhileHolding = sometimes({
  name: "helper-killed-while-holding",
  sentence: "A lock helper was killed while it held the cluster lock.",
  needs: ["process-exited", ...lockTypes],
  applies: (setting) => needsHelper(setting) === null,
  seen(event, { lock }) {
    if (event.type !== "process-exited" || event.program !== "lock-helper" || event.cause !== "killed") return false;
    // The kernel may free the lock before or after it reports the death.
    const loss = lock.lastLoss(event.host);
    const justLost = loss?.pid === event.pid && event.atUs - loss.atUs <= instantUs;
    return justLost || lock.heldBy(event.host)?.pid === event.pid;
  },
});
