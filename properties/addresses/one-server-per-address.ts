import { never } from "../never.ts";
import { hostTypes, type Picture, scriptTypes, takeoverTypes } from "../picture/index.ts";
import { clock, node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { HandMoves, handMoveTypes } from "./hand-moves.ts";
import { isChangedByHand, reachedHosts, succeededRun } from "./runs-that-succeed.ts";

interface State {
  readonly picture: Picture;
  readonly moves: HandMoves;
}

/** What a takeover run is for, half of it: nobody serves what somebody else serves. */
export const oneServerPerAddress = never<State>({
  name: "one-server-per-address",
  sentence:
    "After a takeover run that has succeeded no two of the nodes that it reached have the same public address, unless somebody has moved it, or changed it in a kernel, by hand meanwhile.",
  needs: [...handMoveTypes, ...takeoverTypes, ...scriptTypes, ...hostTypes],
  on: [...handMoveTypes, "takeover-ended"],
  applies: needsAddresses,
  initial: ({ constants }, picture) => ({ picture, moves: new HandMoves(constants) }),
  step({ picture, moves }, event) {
    moves.observe(event);
    const run = succeededRun(picture, event);
    if (run === undefined) return null;
    const server = new Map<string, number>();
    for (const { pnn, addresses } of reachedHosts(picture, run, event.atUs)) {
      for (const address of addresses.keys()) {
        const other = server.get(address);
        if (
          other !== undefined &&
          !moves.hasMoved(address, run.startedUs) &&
          !isChangedByHand(picture, address, run.startedUs)
        )
          return {
            atUs: event.atUs,
            hosts: [other, pnn],
            why: [
              `At ${clock(event.atUs)} ${node(other)} and ${node(pnn)} both had the public address ${address}.`,
              `The takeover run of ${node(event.host)} that had begun at ${clock(run.startedUs)} had just succeeded, and had reached both.`,
              "It has every node release what another one shall have, and goes on only if all have done so.",
            ],
          };
        server.set(address, pnn);
      }
    }
    return null;
  },
});
