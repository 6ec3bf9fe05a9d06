import type { Constants, Fault } from "../../model/index.ts";
import { type Choices, drawChance, drawRange } from "../choices/index.ts";
import type { FaultSetting } from "./fault-draws.ts";
import type { Timeline } from "./timeline.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "rare-moments";
/** Each attempt asks for the freeze of each database. */
const DATABASES_MAX = 6;

/** What single faults come to so seldom that a campaign of some hundred runs may not have it. */
export function drawRareMoments(
  choices: Choices,
  { nodes }: FaultSetting,
  timeline: Timeline,
  constants: Constants,
): readonly Fault[] {
  const atUs = drawRange(choices, L, timeline.hurtFromUs, timeline.healAtUs);
  const host = (): number => drawRange(choices, L, 0, nodes - 1);
  return [
    ...(drawChance(choices, L, 1, 16) ? askedDuringRun(choices, atUs, host) : []),
    ...(drawChance(choices, L, 1, 16) ? failingFreeze(atUs, host, constants) : []),
  ];
}

/**
 * A node is disabled, and enabled again, while scripts make a takeover run take its time: what the run has not seen any more
 * the next one is to do (facts/ip-nfs.md §1.2).
 */
function askedDuringRun(choices: Choices, atUs: number, host: () => number): readonly Fault[] {
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

/** A node refuses to freeze databases, in three attempts at one of them: the recovery helper bans it (facts/recovery.md §2.3 step 12). */
function failingFreeze(atUs: number, host: () => number, k: Constants): readonly Fault[] {
  return [
    { kind: "fail-control", atUs, host: host(), op: "DB_FREEZE", times: DATABASES_MAX * k.databaseAttempts },
    { kind: "admin", atUs: atUs + 1 * s, host: host(), command: "recover" },
  ];
}
