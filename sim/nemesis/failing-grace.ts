import type { Fault } from "../../model/index.ts";
import { type Choices, drawChance, drawRange } from "../choices/index.ts";
import type { Timeline } from "./timeline.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "failing-grace";

/**
 * A server cannot be put into grace while an address moves between two others: 60.nfs fails in the first phase of the
 * takeover run, which must not go on then (facts/ip-nfs.md §4.3). A script that fails at a time of its own hardly ever does so in
 * just that phase. In one run of eight of those with NFS; otherwise nothing.
 */
export function drawFailingGrace(
  choices: Choices,
  nodes: number,
  { hurtFromUs, healAtUs }: Timeline,
): readonly Fault[] {
  if (nodes < 2 || !drawChance(choices, L, 1, 8)) return [];
  const host = drawRange(choices, L, 0, nodes - 1);
  const leaving = (host + 1 + drawRange(choices, L, 0, nodes - 2)) % nodes;
  const atUs = drawRange(choices, L, hurtFromUs, healAtUs);
  const disabledUs = atUs + drawRange(choices, L, 100 * ms, 5 * s);
  const enabledUs = disabledUs + drawRange(choices, L, 10 * s, 60 * s);
  const admin = { kind: "admin", host: leaving } as const;
  return [
    {
      kind: "script-fails",
      atUs,
      host,
      forUs: drawRange(choices, L, 10 * s, 40 * s),
      event: "startipreallocate",
      script: "60.nfs",
    },
    { ...admin, atUs: disabledUs, command: "disable" },
    { ...admin, atUs: enabledUs, command: "enable" },
  ];
}
