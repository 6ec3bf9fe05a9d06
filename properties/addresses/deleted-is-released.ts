import { never } from "../never.ts";
import { hostTypes, type Picture, scriptTypes, takeoverTypes } from "../picture/index.ts";
import { clock, node } from "../sentences.ts";
import { needsChangingAddresses } from "../setting-needs.ts";
import { HandMoves, handMoveTypes } from "./hand-moves.ts";
import { LeavingAddresses, leavingTypes } from "./leaving-addresses.ts";
import { isChangedByHand, reachedHosts, succeededRun } from "./runs-that-succeed.ts";

interface State {
  readonly picture: Picture;
  readonly leaving: LeavingAddresses;
  readonly moves: HandMoves;
}

/** What was deleted is served no more: that is what whoever deletes an address waits for. */
export const deletedIsReleased = never<State>({
  name: "deleted-is-released",
  sentence:
    "After a takeover run that has succeeded, no node that it reached has a public address that its daemon was to delete before the run began.",
  needs: [...leavingTypes, ...handMoveTypes, ...takeoverTypes, ...scriptTypes, ...hostTypes],
  on: [...leavingTypes, ...handMoveTypes, "takeover-ended"],
  applies: needsChangingAddresses,
  initial: ({ constants }, picture) => ({
    picture,
    leaving: new LeavingAddresses(picture),
    moves: new HandMoves(constants),
  }),
  step({ picture, leaving, moves }, event) {
    leaving.observe(event);
    moves.observe(event);
    const run = succeededRun(picture, event);
    if (run === undefined) return null;
    for (const { pnn, addresses } of reachedHosts(picture, run, event.atUs))
      for (const [address, sinceUs] of leaving.of(pnn))
        if (
          sinceUs < run.startedUs &&
          addresses.has(address) &&
          !moves.hasMoved(address, run.startedUs) &&
          !isChangedByHand(picture, address, run.startedUs)
        )
          return {
            atUs: event.atUs,
            hosts: [pnn],
            why: [
              `At ${clock(event.atUs)} ${node(pnn)} still had the public address ${address}, which it was to delete since ${clock(sinceUs)}.`,
              `The takeover run of ${node(event.host)} that had begun at ${clock(run.startedUs)} had just succeeded, and had reached it.`,
              "Nobody offers to host an address that is to be deleted there, so it is released, and forgotten then.",
            ],
          };
    return null;
  },
});
