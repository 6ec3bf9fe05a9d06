import { FLAG } from "../../model/index.ts";
import { hostTypes, leads } from "../picture/index.ts";
import { sometimes } from "../sometimes.ts";

/** An administrator takes the leader out and puts it back. The state: leaders that are stopped. */
export const leaderStoppedAndContinued = sometimes<Set<number>>({
  name: "leader-stopped-and-continued",
  sentence: "A leader was stopped by an administrator, and continued later.",
  needs: hostTypes,
  initial: () => new Set(),
  seen(event, picture, stopped) {
    if (event.type !== "flags-changed") return false;
    const isStopped = (event.flags & FLAG.stopped) !== 0;
    if (!isStopped) return stopped.delete(event.host);
    if (leads(picture.host(event.host))) stopped.add(event.host);
    return false;
  },
});
