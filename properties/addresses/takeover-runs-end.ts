import { takeoverRunUs } from "../bounds.ts";
import { leadsTo } from "../leads-to.ts";
import { execTypes, hostTypes, takeoverTypes, unscheduledTypes } from "../picture/index.ts";
import { processKey } from "../process-key.ts";
import { clock, node } from "../sentences.ts";
import { always } from "../setting-needs.ts";

/** A run that does not end keeps every later one, and recoveries, from beginning. */
export const takeoverRunsEnd = leadsTo({
  name: "takeover-runs-end",
  kind: "liveness",
  sentence: "Every takeover run ends, well or badly, within its time limits.",
  needs: [...takeoverTypes, ...execTypes, ...hostTypes, ...unscheduledTypes],
  applies: always,
  because: "Each of its phases waits for answers until a time of its own, or of all that follow, is over.",
  watch({ deadlines, picture, setting }, event) {
    const { host, atUs } = event;
    if (event.type === "host-crashed") deadlines.dropHost(host);
    if (event.type === "takeover-ended" || event.type === "process-exited") deadlines.drop(processKey(event));
    if (event.type !== "takeover-started") return;
    const what = (): string => `${node(host)} began a takeover run at ${clock(atUs)}`;
    const { unscheduled, execSlow, racing, pushing } = picture;
    // A recovery daemon that makes the run itself also holds elections, and tells its flags, in the middle of it.
    const meters = [unscheduled, execSlow, ...(setting.takeover === "inline" ? [racing, pushing] : [])];
    deadlines.add(processKey(event), what, atUs, takeoverRunUs(setting.constants), meters, host);
  },
});
