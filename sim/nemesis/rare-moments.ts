import type { Constants, Fault, Pnn } from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange } from "../choices/index.ts";
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
  // What is claimed of calm time needs a minute of it before the heal.
  const middleUs = Math.floor((timeline.hurtFromUs + timeline.healAtUs) / 2);
  const early = (): number => drawRange(choices, L, timeline.hurtFromUs, middleUs);
  return [
    ...(drawChance(choices, L, 1, 8) ? askedDuringRun(choices, early(), host) : []),
    ...(drawChance(choices, L, 1, 16) ? failingFreeze(atUs, host, constants) : []),
    ...(drawChance(choices, L, 1, 16) ? stoppedUnheard(choices, nodes, atUs, host()) : []),
    ...(drawChance(choices, L, 1, 16) ? bannedMeanwhile(choices, atUs, host) : []),
  ];
}

/** A node is banned while scripts hold up a recovery, which thaws it at its end like any other (facts/leadership.md §1.3). */
function bannedMeanwhile(choices: Choices, atUs: number, host: () => number): readonly Fault[] {
  const extraUs = drawRange(choices, L, 1 * s, 4 * s);
  const on = { event: "recovery-started", delayUs: drawRange(choices, L, 0, extraUs) } as const;
  const forUs = drawRange(choices, L, 45 * s, 90 * s);
  return [
    { kind: "slow-script", atUs, host: host(), forUs: extraUs + 2 * s, extraUs },
    { kind: "admin", atUs: atUs + 1 * s, host: host(), command: "recover" },
    { kind: "admin", atUs: atUs + 1 * s, on, host: host(), command: "ban", forUs },
  ];
}

/**
 * A node is disabled, and enabled again, while scripts make a takeover run take its time: what the run has not seen any more
 * the next one is to do (facts/ip-nfs.md §1.2), and if none comes it takes a minute of calm to see that.
 */
function askedDuringRun(choices: Choices, atUs: number, host: () => number): readonly Fault[] {
  const extraUs = drawRange(choices, L, 1 * s, 5 * s);
  const on = { event: "takeover-started", delayUs: drawRange(choices, L, 100 * ms, 2 * extraUs) } as const;
  const asking = host();
  return [
    { kind: "slow-script", atUs, host: host(), forUs: 20 * s, extraUs },
    { kind: "admin", atUs: atUs + 1 * s, host: host(), command: "recover" },
    { kind: "admin", atUs, on, host: asking, command: "disable" },
    { kind: "admin", atUs: atUs + drawRange(choices, L, 20 * s, 200 * s), host: asking, command: "enable" },
  ];
}

/** A node refuses to freeze databases, in three attempts at one of them: the recovery helper bans it (facts/recovery.md §2.3 step 12). */
function failingFreeze(atUs: number, host: () => number, k: Constants): readonly Fault[] {
  return [
    { kind: "fail-control", atUs, host: host(), op: "DB_FREEZE", times: DATABASES_MAX * k.databaseAttempts },
    { kind: "admin", atUs: atUs + 1 * s, host: host(), command: "recover" },
  ];
}

/** A node is stopped while a recovery is about to begin, and word of that comes late. */
function stoppedUnheard(choices: Choices, nodes: number, atUs: number, host: Pnn): readonly Fault[] {
  const all = Array.from({ length: nodes }, (_, pnn): Pnn => pnn);
  // A leader notices within a second that it is to recover; its helper takes longer to begin.
  const stopUs = atUs + drawRange(choices, L, 1_100 * ms, 1_900 * ms);
  const exec = { kind: "slow-exec", atUs, forUs: 1_500 * ms, extraUs: drawRange(choices, L, 2 * s, 4 * s) } as const;
  const link = { kind: "slow-link", atUs: stopUs - 1, from: host, forUs: 8 * s, extraUs: 4 * s } as const;
  return [
    ...all.map((pnn): Fault => ({ ...exec, host: pnn })),
    ...all.filter((pnn) => pnn !== host).map((pnn): Fault => ({ ...link, to: pnn })),
    { kind: "admin", atUs, host: drawOneOf(choices, L, all), command: "recover" },
    { kind: "admin", atUs: stopUs, host, command: "stop" },
    { kind: "admin", atUs: stopUs + drawRange(choices, L, 10 * s, 30 * s), host, command: "continue" },
  ];
}
