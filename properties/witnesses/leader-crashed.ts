import { hostTypes } from "../picture/index.ts";
import { sometimes } from "../sometimes.ts";

/** The leader is gone. */
export const leaderCrashed = sometimes({
  name: "leader-crashed",
  sentence: "The host or a daemon of a leader died.",
  needs: hostTypes,
  seen(event, { hosts }) {
    const daemon = event.type === "process-exited" && (event.program === "ctdbd" || event.program === "recoverd");
    return (daemon || event.type === "host-crashed") && hosts[event.host]?.diedLeadingUs === event.atUs;
  },
});
