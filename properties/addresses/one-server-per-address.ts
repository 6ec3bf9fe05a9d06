import { never } from "../never.ts";
import { hostTypes, type Picture, scriptTypes, takeoverTypes } from "../picture/index.ts";
import { clock, node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { reachedHosts, succeededRun } from "./runs-that-succeed.ts";

/** What a takeover run is for, half of it: nobody serves what somebody else serves. */
export const oneServerPerAddress = never<Picture>({
  name: "one-server-per-address",
  sentence: "After a takeover run that has succeeded no two of the nodes that it reached have the same public address.",
  needs: [...takeoverTypes, ...scriptTypes, ...hostTypes],
  on: ["takeover-ended"],
  applies: needsAddresses,
  initial: (_setting, picture) => picture,
  step(picture, event) {
    const run = succeededRun(picture, event);
    if (run === undefined) return null;
    const server = new Map<string, number>();
    for (const { pnn, addresses } of reachedHosts(picture, run, event.atUs)) {
      for (const address of addresses.keys()) {
        const other = server.get(address);
        if (other !== undefined)
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
