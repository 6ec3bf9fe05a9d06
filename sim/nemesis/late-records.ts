import type { Fault, Pnn, Trigger } from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange, drawSpread } from "../choices/index.ts";
import type { FaultSetting } from "./fault-draws.ts";
import type { Timeline } from "./timeline.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "late-records";

/** A leader sees within a second that it is to recover, and does so in some hundred milliseconds. */
const OVERTAKEN_US: readonly [number, number] = [1_200 * ms, 8 * s];

/**
 * In one run of four what is sent to a node, or to any, comes late for a moment in which a client waits for a record:
 * until a recovery is over, or its client dead. Whoever sends nothing in that moment is not late, so that the recovery
 * itself need not wait.
 */
export function drawLateRecords(choices: Choices, { nodes }: FaultSetting, timeline: Timeline): readonly Fault[] {
  if (!drawChance(choices, L, 1, 4)) return [];
  const atUs = drawRange(choices, L, timeline.hurtFromUs, timeline.healAtUs);
  const event = drawOneOf(choices, L, ["call-asked", "record-wanted"] as const);
  const on = { event, delayUs: drawSpread(choices, L, 1, 5 * ms) } as const;
  const host = drawRange(choices, L, 0, nodes - 1);
  if (drawChance(choices, L, 1, 2)) {
    const recover = { kind: "admin", atUs, on, host, command: "recover" } as const;
    return [...late(choices, nodes, atUs, on, drawRange(choices, L, ...OVERTAKEN_US)), recover];
  }
  const killed = { kind: "kill-process", atUs, on, host: -1, program: "samba-client", restartUs: 0 } as const;
  return [...late(choices, nodes, atUs, on, drawSpread(choices, L, 5 * ms, 8 * s)), killed];
}

/** All that is sent to the node of that client, or to any. */
function late(choices: Choices, nodes: number, atUs: number, on: Trigger, extraUs: number): readonly Fault[] {
  const all = Array.from({ length: nodes }, (_, pnn): Pnn => pnn);
  const ends = drawChance(choices, L, 1, 2) ? [-1] : all;
  const forUs = drawSpread(choices, L, 5 * ms, 500 * ms);
  return ends.flatMap((to) =>
    all.filter((from) => from !== to).map((from): Fault => ({ kind: "slow-link", atUs, on, from, to, forUs, extraUs })),
  );
}
