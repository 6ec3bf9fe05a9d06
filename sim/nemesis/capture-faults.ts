import type { Fault } from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange } from "../choices/index.ts";
import { type FaultSetting, faultDraws } from "./fault-draws.ts";
import type { Timeline } from "./timeline.ts";

const L = "captures";

/** In one run of four the connection killer of a host is of no use for a while: it has no effect unless an address is released. */
export function drawCaptureFaults(choices: Choices, setting: FaultSetting, timeline: Timeline): readonly Fault[] {
  if (!drawChance(choices, L, 1, 4)) return [];
  const atUs = drawRange(choices, L, timeline.hurtFromUs, timeline.healAtUs);
  const aim = { atUs, host: drawRange(choices, L, 0, setting.nodes - 1) };
  const kind = drawOneOf(choices, L, ["capture-drops-replies", "capture-takes-own-packets"] as const);
  return [faultDraws[kind]({ ...setting, choices }, aim)];
}
