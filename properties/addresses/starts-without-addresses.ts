import { never } from "../never.ts";
import { addressTypes, type Picture } from "../picture/index.ts";
import { clock, node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";

interface State {
  readonly picture: Picture;
  /** When the main daemon of each host began to start. */
  readonly sinceUs: number[];
}

/** A daemon that dies leaves its addresses behind: nobody but its successor takes them away. */
export const startsWithoutAddresses = never<State>({
  name: "starts-without-addresses",
  sentence: "A main daemon that has left INIT has none of the public addresses that its predecessor left behind.",
  needs: addressTypes,
  on: ["runstate-changed"],
  applies: needsAddresses,
  initial: (_setting, picture) => ({ picture, sinceUs: picture.hosts.map(() => -1) }),
  step({ picture, sinceUs }, event) {
    if (event.type !== "runstate-changed") return null;
    if (event.runState === "init") sinceUs[event.host] = event.atUs;
    if (event.runState !== "setup") return null;
    const begunUs = sinceUs[event.host] ?? -1;
    const left = [...picture.host(event.host).addresses].find(([, addedUs]) => addedUs < begunUs);
    if (left === undefined) return null;
    return {
      atUs: event.atUs,
      hosts: [event.host],
      why: [
        `At ${clock(event.atUs)} ${node(event.host)} was past INIT and had the public address ${left[0]}, since ${clock(left[1])}.`,
        `Its main daemon had begun to start at ${clock(begunUs)}.`,
        "The init event takes away whatever an earlier daemon has left on the interfaces.",
      ],
    };
  },
});
