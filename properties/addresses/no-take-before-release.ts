import type { TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import { addressTypes, type Picture, scriptTypes, takeoverTypes } from "../picture/index.ts";
import type { Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { HandMoves, handMoveTypes } from "./hand-moves.ts";
import { hadSlowScripts, isChangedByHand } from "./runs-that-succeed.ts";

interface State {
  readonly picture: Picture;
  readonly moves: HandMoves;
}

/**
 * Clients must not find an address twice: it is released before it is taken. A taker whose scripts are slow may do late what
 * an earlier run has given up; a node that releases late has not answered, and the run ends there.
 */
export const noTakeBeforeRelease = never<State>({
  name: "no-take-before-release",
  sentence:
    "While a takeover run has addresses taken, no node that it reaches takes one that another one still has, or releases one that another one has taken.",
  needs: [...handMoveTypes, ...takeoverTypes, ...scriptTypes, ...addressTypes],
  on: [...handMoveTypes, "address-added", "address-removed"],
  applies: needsAddresses,
  initial: ({ constants }, picture) => ({ picture, moves: new HandMoves(constants) }),
  step({ picture, moves }, event) {
    moves.observe(event);
    if (event.type !== "address-added" && event.type !== "address-removed") return null;
    // Whoever moves one by hand, or changes it in a kernel, asks no run.
    const going = [...picture.takeovers.runs].filter(({ endedUs }) => endedUs < 0);
    const sinceUs = going.reduce((first, { startedUs }) => Math.min(first, startedUs), event.atUs);
    if (moves.hasMoved(event.address, sinceUs) || isChangedByHand(picture, event.address, sinceUs)) return null;
    if (event.type === "address-removed") return judge(picture, event.address, event);
    return judgeTake(picture, event.address, event);
  },
});

/** Has another node had it since before the run had anything released? */
function judgeTake(picture: Picture, address: string, { host, atUs }: TraceEvent): Violation | null {
  const going = [...picture.takeovers.runs].filter(({ endedUs }) => endedUs < 0);
  const [run] = going;
  // Of two runs, each of a leader, one may not know what the other does.
  if (run === undefined || going.length > 1 || run.takesUs < 0 || !run.reached.has(host)) return null;
  if (hadSlowScripts(picture, host, run.startedUs, atUs)) return null;
  const owner = [...run.reached].find(
    (pnn) => pnn !== host && (picture.hosts[pnn]?.addresses.get(address) ?? atUs) < run.startedUs,
  );
  if (owner === undefined) return null;
  return {
    atUs,
    hosts: [host, owner],
    why: [
      `At ${clock(atUs)} ${node(host)} took the public address ${address}, which ${node(owner)} still had.`,
      `The takeover run of ${node(run.host)} had begun at ${clock(run.startedUs)} and reached both; its releases had been answered.`,
      "A node answers that it has released an address when its kernel has it no more.",
    ],
  };
}

function judge(picture: Picture, address: string, { host, atUs }: TraceEvent): Violation | null {
  for (const run of picture.takeovers.runs) {
    if (run.endedUs >= 0 || run.takesUs < 0 || !run.reached.has(host)) continue;
    if (hadSlowScripts(picture, host, run.startedUs, atUs)) continue;
    const taker = [...run.reached].find(
      (pnn) => pnn !== host && (picture.hosts[pnn]?.addresses.get(address) ?? -1) >= run.takesUs,
    );
    if (taker === undefined) continue;
    return {
      atUs,
      hosts: [host, taker],
      why: [
        `At ${clock(atUs)} ${node(host)} let the public address ${address} go, which ${node(taker)} had taken already.`,
        `Both belong to the takeover run of ${node(run.host)}, which has had addresses taken since ${clock(run.takesUs)}.`,
        "Nothing is taken before every release is answered.",
      ],
    };
  }
  return null;
}
