import type { ConstantName, Constants, Fault } from "../../model/index.ts";
import { drawChance, drawRange, drawSpread, seeded } from "../choices/index.ts";
import type { Timeline } from "./timeline.ts";

const s = 1_000_000;
const L = "hanging-monitors";

/** A node whose monitor event takes too long, so often in a row that it counts. */
export interface HangingMonitor {
  /** As shipped no run is long enough: twenty in a row, each of half a minute. */
  readonly set: Partial<Record<ConstantName, number>>;
  faults(nodes: number, timeline: Timeline, constants: Constants): readonly Fault[];
}

const none: HangingMonitor = { set: {}, faults: () => [] };

/**
 * Draws one in one run of eight, from a stream of its own (facts/ip-nfs.md §2.5).
 *
 * @param isAsked whether it was said which kinds of fault there are: then it is none
 */
export function drawHangingMonitor(seed: string, isAsked: boolean): HangingMonitor {
  const choices = seeded(`${seed}/hanging-monitors`);
  if (isAsked || !drawChance(choices, L, 1, 8)) return none;
  const monitorTimeoutCount = drawRange(choices, L, 1, 2);
  return {
    set: { monitorTimeoutCount },
    faults: (nodes, { hurtFromUs, healAtUs }, k) => {
      const onceUs = k.scriptTimeoutUs + k.monitorIntervalUs;
      return [
        {
          kind: "script-hangs",
          atUs: drawRange(choices, L, hurtFromUs, healAtUs),
          host: drawRange(choices, L, 0, nodes - 1),
          // Often it is over before it counts.
          forUs: drawSpread(choices, L, 10 * s, 2 * monitorTimeoutCount * onceUs),
          event: "monitor",
          script: "05.system",
        },
      ];
    },
  };
}
