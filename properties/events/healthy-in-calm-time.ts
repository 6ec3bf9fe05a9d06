import { FLAG } from "../../model/index.ts";
import { inCalm } from "../in-calm.ts";
import { hostTypes, isActive } from "../picture/index.ts";
import { always } from "../setting-needs.ts";
import { healthyUs } from "./event-bounds.ts";

/** What has healed is found to be well. */
export const healthyInCalmTime = inCalm<null>({
  name: "healthy-in-calm-time",
  sentence: "In calm time an active node that runs, in recovery mode normal, is soon healthy.",
  needs: hostTypes,
  applies: always,
  because:
    "A monitor event that hung is given up when its time is over, the next one comes within MonitorInterval, and one success is enough.",
  within: ({ constants }) => healthyUs(constants),
  initial: () => null,
  note: () => undefined,
  lack(host) {
    const works = isActive(host) && host.runState === "running" && host.mode === "normal";
    return works && (host.flags & FLAG.unhealthy) !== 0 ? "worked and was unhealthy" : "";
  },
});
