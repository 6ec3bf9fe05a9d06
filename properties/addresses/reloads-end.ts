import { byOwnClockUs, instantUs } from "../bounds.ts";
import { leadsTo } from "../leads-to.ts";
import { execTypes, hostTypes, unscheduledTypes } from "../picture/index.ts";
import { processKey } from "../process-key.ts";
import { clock, node } from "../sentences.ts";
import { needsChangingAddresses } from "../setting-needs.ts";

/** Whoever has changed a file of public addresses learns what came of it. */
export const reloadsEnd = leadsTo({
  name: "reloads-end",
  kind: "liveness",
  sentence: "Every reload of a node's public addresses ends, well or badly, within its time.",
  needs: ["reload-started", "reload-ended", ...execTypes, ...hostTypes, ...unscheduledTypes],
  applies: needsChangingAddresses,
  because: "Its daemon kills a child when its time is over, and a helper keeps its own time.",
  watch({ deadlines, picture, setting }, event) {
    const { host, atUs } = event;
    if (event.type === "host-crashed") deadlines.dropHost(host);
    if (event.type === "reload-ended" || event.type === "process-exited") deadlines.drop(processKey(event));
    if (event.type !== "reload-started") return;
    const what = (): string => `${node(host)} began to reload its public addresses at ${clock(atUs)}`;
    const withinUs = byOwnClockUs(setting.constants.reloadTimeoutUs) + instantUs;
    deadlines.add(processKey(event), what, atUs, withinUs, [picture.unscheduled, picture.execSlow], host);
  },
});
