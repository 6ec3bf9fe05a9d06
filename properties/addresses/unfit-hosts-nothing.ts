import { FLAG, INACTIVE } from "../../model/index.ts";
import { never } from "../never.ts";
import { type HostView, hostTypes, type Picture, scriptTypes, takeoverTypes } from "../picture/index.ts";
import { clock, node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { HandMoves, handMoveTypes } from "./hand-moves.ts";
import { isChangedByHand, reachedHosts, succeededRun } from "./runs-that-succeed.ts";
import { SinceWhen } from "./since.ts";

interface State {
  readonly picture: Picture;
  /** Unfit to host addresses, in all its daemons. */
  readonly unfit: SinceWhen;
  readonly moves: HandMoves;
}

/** Why a node may host nothing; empty: it may. */
function unfitness({ runState, flags }: HostView): string {
  if (runState !== "running") return `was not RUNNING`;
  if ((flags & INACTIVE) !== 0) return "was banned or stopped";
  return (flags & (FLAG.disabled | FLAG.unhealthy)) === 0 ? "" : "was disabled or unhealthy";
}

/** What a takeover run is for, the other half: who cannot serve has nothing to serve. */
export const unfitHostsNothing = never<State>({
  name: "unfit-hosts-nothing",
  sentence:
    "After a takeover run that has succeeded, a node that it reached and that has been inactive, disabled, unhealthy or not RUNNING all the time has no public address, but for what somebody has moved there, or put there, by hand meanwhile.",
  needs: [...handMoveTypes, ...takeoverTypes, ...scriptTypes, ...hostTypes],
  applies: needsAddresses,
  initial: ({ constants }, picture) => ({
    picture,
    unfit: new SinceWhen(picture, 0, (host) => unfitness(host) !== ""),
    moves: new HandMoves(constants),
  }),
  step({ picture, unfit, moves }, event) {
    unfit.note(event);
    moves.observe(event);
    const run = succeededRun(picture, event);
    if (run === undefined) return null;
    for (const host of reachedHosts(picture, run, event.atUs)) {
      const left = [...host.addresses.keys()].find(
        (address) => !moves.hasMoved(address, run.startedUs) && !isChangedByHand(picture, address, run.startedUs),
      );
      if (left === undefined || !unfit.hasBeenSo(host.pnn, run.startedUs)) continue;
      return {
        atUs: event.atUs,
        hosts: [host.pnn],
        why: [
          `At ${clock(event.atUs)} ${node(host.pnn)} had the public address ${left} and ${unfitness(host)}.`,
          `The takeover run of ${node(event.host)} that had begun at ${clock(run.startedUs)} had just succeeded, and had reached it.`,
          "Such a node offers to host nothing, and is told to release whatever it knows.",
        ],
      };
    }
    return null;
  },
});
