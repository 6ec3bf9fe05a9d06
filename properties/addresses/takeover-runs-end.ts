import type { Pnn } from "../../model/index.ts";
import { takeoverRunUs } from "../bounds.ts";
import { leadsTo, type Owed } from "../leads-to.ts";
import { execTypes, hostTypes, type Meter, takeoverTypes, unscheduledTypes } from "../picture/index.ts";
import { processKey } from "../process-key.ts";
import { clock, node } from "../sentences.ts";
import { always } from "../setting-needs.ts";
import { takeoverMovesUs } from "./address-bounds.ts";

/** The phases that have one deadline together; the first of them differs with the version, and with what there is to host. */
const moving: ReadonlySet<string> = new Set(["start", "release", "take", "finish"]);

/** A run that does not end keeps every later one, and recoveries, from beginning. */
export const takeoverRunsEnd = leadsTo({
  name: "takeover-runs-end",
  kind: "liveness",
  sentence:
    "Every takeover run ends, well or badly, within its time limits: all that it does after it has worked out who shall have what has three times the TakeoverTimeout together.",
  needs: [...takeoverTypes, ...execTypes, ...hostTypes, ...unscheduledTypes],
  applies: always,
  because: "Each of its phases waits for answers until a time of its own, or of all that follow, is over.",
  watch(owed, event) {
    const { deadlines, setting } = owed;
    const { host, atUs } = event;
    if (event.type === "host-crashed") return deadlines.dropHost(host);
    if (event.type === "takeover-ended" || event.type === "process-exited") {
      deadlines.drop(processKey(event));
      deadlines.drop(movesKey(event));
    }
    if (event.type === "takeover-started") {
      const what = (): string => `${node(host)} began a takeover run at ${clock(atUs)}`;
      deadlines.add(processKey(event), what, atUs, takeoverRunUs(setting.constants), metersOf(owed), host);
    }
    if (event.type === "takeover-phase" && moving.has(event.phase)) {
      const what = (): string => `${node(host)} began to have addresses moved at ${clock(atUs)}`;
      deadlines.add(movesKey(event), what, atUs, takeoverMovesUs(setting), metersOf(owed), host);
    }
  },
});

/** A second deadline of the same process. */
function movesKey(event: { readonly host: Pnn; readonly pid: number }): number {
  return -1 - processKey(event);
}

function metersOf({ picture, setting }: Owed): readonly Meter[] {
  const { unscheduled, execSlow, racing, pushing } = picture;
  // A recovery daemon that makes the run itself also holds elections, and tells its flags, in the middle of it.
  return [unscheduled, execSlow, ...(setting.takeover === "inline" ? [racing, pushing] : [])];
}
