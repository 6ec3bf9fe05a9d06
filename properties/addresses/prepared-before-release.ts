import { versionOn, versionsIn } from "../../model/index.ts";
import { never } from "../never.ts";
import { hostTypes, type Picture, takeoverTypes } from "../picture/index.ts";
import type { Setting } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { LastDone, lastDoneTypes } from "./last-done.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly prepared: LastDone;
  /** Since when each host has been RUNNING; infinite: it is not. */
  readonly runningUs: number[];
}

/** The barrier: services of every node may enter a grace before a lock is lost anywhere. */
export const preparedBeforeRelease = never<State>({
  name: "prepared-before-release",
  sentence:
    "Before a takeover run has the first address released, every node that it reaches and that has been RUNNING since it began has ended a startipreallocate event well.",
  needs: [...lastDoneTypes, ...takeoverTypes, ...hostTypes],
  on: [...lastDoneTypes, "takeover-phase", "runstate-changed"],
  applies: (setting) =>
    needsAddresses(setting) ??
    (versionsIn(setting.ctdb).includes("head") ? null : "There was no startipreallocate before CTDB 4.21."),
  initial: (setting, picture) => ({
    setting,
    picture,
    prepared: new LastDone("startipreallocate"),
    runningUs: picture.hosts.map(() => Number.POSITIVE_INFINITY),
  }),
  step({ setting, picture, prepared, runningUs }, event) {
    const { host, atUs } = event;
    prepared.observe(event);
    if (event.type === "runstate-changed")
      runningUs[host] = event.runState === "running" ? atUs : Number.POSITIVE_INFINITY;
    // Whose helper makes the run decides which phases it has.
    if (event.type !== "takeover-phase" || event.phase !== "release" || versionOn(setting.ctdb, host) !== "head")
      return null;
    const run = picture.takeovers.of(host, event.pid);
    if (run === undefined) return null;
    for (const pnn of run.reached) {
      if ((runningUs[pnn] ?? atUs) > run.startedUs || prepared.isSince(pnn, run.startedUs)) continue;
      return {
        atUs,
        hosts: [host, pnn],
        why: [
          `At ${clock(atUs)} a takeover run of ${node(host)} had addresses released, and ${node(pnn)} had not ended a startipreallocate event.`,
          `The run had begun at ${clock(run.startedUs)}, and has reached that node ever since, which was RUNNING.`,
          "Services are to prepare on every connected node before anything moves: releases are sent only when all have answered.",
        ],
      };
    }
    return null;
  },
});
