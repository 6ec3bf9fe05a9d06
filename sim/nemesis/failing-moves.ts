import { type Fault, type FaultOf, scriptsOf } from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange } from "../choices/index.ts";
import type { Timeline } from "./timeline.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "failing-moves";

/**
 * Addresses leave a node, or come to one, whose scripts do not do their part (facts/ip-nfs.md §1.3, §2.4): a script that fails
 * or hangs at a time of its own hardly ever does so while its node goes on and an address of it moves. In one run of three.
 */
export function drawFailingMoves(choices: Choices, nodes: number, timeline: Timeline): readonly Fault[] {
  if (nodes < 2 || !drawChance(choices, L, 1, 3)) return [];
  const event = drawOneOf(choices, L, ["takeip", "releaseip"] as const);
  const host = drawRange(choices, L, 0, nodes - 1);
  const atUs = drawRange(choices, L, timeline.hurtFromUs, timeline.healAtUs);
  const script: Omit<FaultOf<"script-fails">, "kind"> = {
    atUs,
    host,
    forUs: drawRange(choices, L, 15 * s, 60 * s),
    event,
    script: drawOneOf(choices, L, scriptsOf(event)),
  };
  const kind = drawOneOf(choices, L, ["script-fails", "script-hangs"] as const);
  // What it has goes elsewhere, or what another one has comes to it among others.
  const leaving = event === "releaseip" ? host : (host + 1 + drawRange(choices, L, 0, nodes - 2)) % nodes;
  const admin = { kind: "admin", host: leaving } as const;
  // It may be given back what it is still about to let go of.
  const isBackSoon = drawChance(choices, L, 1, 2);
  const backUs = isBackSoon ? drawRange(choices, L, 1 * s, 12 * s) : drawRange(choices, L, 20 * s, 60 * s);
  const disabledUs = atUs + drawRange(choices, L, 100 * ms, 5 * s);
  return [
    { kind, ...script },
    { ...admin, atUs: disabledUs, command: "disable" },
    { ...admin, atUs: disabledUs + backUs, command: "enable" },
  ];
}
