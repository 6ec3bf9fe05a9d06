import type { Fault } from "../../model/index.ts";
import { type Choices, drawChance, drawRange } from "../choices/index.ts";
import type { Timeline } from "./timeline.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "outliving-servers";

/**
 * A server outlives its ctdbd, which is started again before others have taken its addresses, or after that: with its startup
 * event the service is stopped, and started anew (facts/ip-nfs.md §2.7, §4.1). In one run of eight of those with NFS; otherwise
 * nothing.
 */
export function drawOutlivingServer(
  choices: Choices,
  nodes: number,
  { hurtFromUs, healAtUs }: Timeline,
): readonly Fault[] {
  if (nodes < 2 || !drawChance(choices, L, 1, 8)) return [];
  return [
    {
      kind: "kill-process",
      atUs: drawRange(choices, L, hurtFromUs, healAtUs),
      host: drawRange(choices, L, 0, nodes - 1),
      program: "ctdbd",
      restartUs: drawRange(choices, L, 100 * ms, 20 * s),
    },
  ];
}
