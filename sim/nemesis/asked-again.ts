import type { Fault } from "../../model/index.ts";
import { type Choices, drawChance, drawRange } from "../choices/index.ts";
import type { FaultSetting } from "./fault-draws.ts";
import type { Timeline } from "./timeline.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "asked-again";

/**
 * In one run of sixteen a node is disabled, and enabled again, while scripts make a takeover run take its time: what the run
 * has not seen any more the next one is to do (facts/ip-nfs.md §1.2).
 */
export function drawAskedAgain(choices: Choices, { nodes }: FaultSetting, timeline: Timeline): readonly Fault[] {
  if (!drawChance(choices, L, 1, 16)) return [];
  const atUs = drawRange(choices, L, timeline.hurtFromUs, timeline.healAtUs);
  const host = (): number => drawRange(choices, L, 0, nodes - 1);
  const extraUs = drawRange(choices, L, 1 * s, 5 * s);
  const on = { event: "recovery-completed", delayUs: drawRange(choices, L, 100 * ms, 3 * extraUs) } as const;
  const asking = host();
  return [
    { kind: "slow-script", atUs, host: host(), forUs: 60 * s, extraUs },
    { kind: "admin", atUs: atUs + 1 * s, host: host(), command: "recover" },
    { kind: "admin", atUs, on, host: asking, command: "disable" },
    { kind: "admin", atUs: atUs + drawRange(choices, L, 20 * s, 60 * s), host: asking, command: "enable" },
  ];
}
