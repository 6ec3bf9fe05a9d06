import { type Pnn, versionsIn } from "../../model/index.ts";
import { instantUs } from "../bounds.ts";
import { never } from "../never.ts";
import { hostTypes, leads, type Picture, unscheduledTypes } from "../picture/index.ts";
import { clock, node } from "../sentences.ts";

interface State {
  readonly picture: Picture;
}

/** The phases in which a run has addresses released and taken. */
const moving: ReadonlySet<string> = new Set(["release", "take"]);

/** Two that move addresses at once each go by what the other one changes. */
export const onlyLeaderMovesAddresses = never<State>({
  name: "only-leader-moves-addresses",
  sentence: "A takeover run moves addresses only while the recovery daemon that makes it believes in itself as leader.",
  needs: ["takeover-phase", "leader-believed", ...hostTypes, ...unscheduledTypes],
  // Up to 2017 a helper was not killed with the leadership.
  applies: ({ ctdb }) =>
    versionsIn(ctdb).includes("4.3") ? "Helpers of CTDB 4.3 go on when their node leads no more." : null,
  initial: (_setting, picture) => ({ picture }),
  step({ picture }, event) {
    if (event.type !== "takeover-phase" || !moving.has(event.phase)) return null;
    const { atUs, pid, phase } = event;
    const host = picture.host(event.host);
    const maker = host.processes.get(pid);
    // Its parent is gone: nobody is left who would kill it.
    const isMade = host.recoverd !== 0 && (pid === host.recoverd || maker?.parent === host.recoverd);
    if (!isMade || leads(host)) return null;
    const knownUs = atUs - Math.max(host.leaderSinceUs, maker?.startedUs ?? 0);
    if (knownUs <= instantUs || isBusy(picture, host.pnn, atUs)) return null;
    return {
      atUs,
      hosts: [host.pnn],
      why: [
        `At ${clock(atUs)} a takeover run of ${node(host.pnn)} came to its phase "${phase}".`,
        `Since ${clock(host.leaderSinceUs)} its recovery daemon believed in ${node(host.leader)}.`,
        "Only a leader makes takeover runs, and one that leads no more kills its helper as soon as it knows.",
      ],
    };
  },
});

/** Is its recovery daemon not scheduled, or in something that it waits for inside the run: an election, or its flags? */
function isBusy({ unscheduled, racing, pushing }: Picture, pnn: Pnn, atUs: number): boolean {
  return [unscheduled, racing, pushing].some((meter) => meter.isOpen(pnn) || meter.restUs(pnn, atUs) > 0);
}
