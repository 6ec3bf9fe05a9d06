import type { Constants, Fault, ObservationType, Pnn, Trigger } from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange, drawSpread } from "../choices/index.ts";
import type { FaultSetting } from "./fault-draws.ts";
import { tamed } from "./tamed.ts";
import type { Timeline } from "./timeline.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "database-moments";

const STRIKES_MAX = 3;
/** Nobody waits long after a moment: the next step of a recovery, or of a record on its way, comes within milliseconds. */
const AFTER_US: readonly [number, number] = [1, 300 * ms];

/** What is seen when a recovery goes on to its next step. */
const RECOVERING: readonly ObservationType[] = [
  "recovery-started",
  "recovery-mode-changed",
  "generation-changed",
  "database-step",
  "database-frozen",
  "database-committed",
  "database-thawed",
];

/** What is seen when a record is on its way, or is about to be. */
const MOVING: readonly ObservationType[] = [
  "record-wanted",
  "call-asked",
  "record-given",
  "record-arrived",
  "record-locked",
  "transaction-asked",
];

/** What strikes there. */
const KINDS = [
  "command",
  "command",
  "kill-client",
  "late-packets",
  "stand-still",
  "kill-helper",
  "half-commit",
] as const;

interface Setting {
  readonly choices: Choices;
  readonly nodes: number;
  readonly atUs: number;
  readonly constants: Constants;
}

/**
 * In one run of three something strikes between two steps of a recovery, or while a record is on its way: windows of
 * milliseconds, which what is drawn at a time of its own does not come to in some hundred runs.
 */
export function drawDatabaseMoments(
  choices: Choices,
  setting: FaultSetting,
  timeline: Timeline,
  constants: Constants,
): readonly Fault[] {
  if (!drawChance(choices, L, 1, 3)) return [];
  const strikes = Array.from({ length: drawRange(choices, L, 1, STRIKES_MAX) }, () => {
    const atUs = drawRange(choices, L, timeline.hurtFromUs, timeline.healAtUs);
    return drawn[drawOneOf(choices, L, KINDS)]({ choices, nodes: setting.nodes, atUs, constants });
  });
  return strikes.flat().map((fault) => tamed(fault, setting, timeline.healAtUs));
}

/** The next moment of these; what strikes does so there, or on another node. */
function next({ choices }: Setting, events: readonly ObservationType[]): Trigger {
  const event = drawOneOf(choices, L, events);
  const strikes = drawChance(choices, L, 1, 2) ? "here" : "other";
  return { event, delayUs: drawSpread(choices, L, ...AFTER_US), strikes };
}

function host({ choices, nodes }: Setting): Pnn {
  return drawRange(choices, L, 0, nodes - 1);
}

function recover(setting: Setting, on?: Trigger): Fault {
  const when = on === undefined ? {} : { on: { event: on.event, delayUs: on.delayUs } };
  return { kind: "admin", atUs: setting.atUs, ...when, host: host(setting), command: "recover" };
}

const drawn: Readonly<Record<(typeof KINDS)[number], (setting: Setting) => readonly Fault[]>> = {
  // A node is taken out in the middle of a recovery, mostly not for long.
  command: (setting) => {
    const { choices, atUs } = setting;
    const aim = { atUs, on: next(setting, RECOVERING), host: host(setting) };
    if (drawChance(choices, L, 1, 2))
      return [
        recover(setting),
        { kind: "admin", ...aim, command: "ban", forUs: drawSpread(choices, L, 1 * s, 60 * s) },
      ];
    const { on } = aim;
    const later = { ...on, delayUs: on.delayUs + drawSpread(choices, L, 100 * ms, 60 * s) };
    return [
      recover(setting),
      { kind: "admin", ...aim, command: "stop" },
      { kind: "admin", ...aim, on: later, command: "continue" },
    ];
  },
  // A client dies while it waits for a record, or has just got it; sometimes a recovery follows.
  "kill-client": (setting) => {
    const { choices, atUs } = setting;
    const on = next(setting, MOVING);
    const killed = { kind: "kill-process", atUs, on, host: -1, program: "samba-client", restartUs: 0 } as const;
    return drawChance(choices, L, 1, 2) ? [killed] : [killed, recover(setting, on)];
  },
  // What one node sends to another about a record comes late: sometimes after a recovery.
  "late-packets": (setting) => {
    const { choices, atUs } = setting;
    const on = { ...next(setting, MOVING), strikes: "here" } as const;
    const [from, to] = drawChance(choices, L, 1, 2) ? [-1, host(setting)] : [host(setting), -1];
    const extraUs = drawSpread(choices, L, 10 * ms, 10 * s);
    const slow = { kind: "slow-link", atUs, on, from, to, extraUs } as const;
    const late: Fault = { ...slow, forUs: drawSpread(choices, L, 10 * ms, 10 * s) };
    return drawChance(choices, L, 1, 4) ? [late] : [late, recover(setting, on)];
  },
  // A daemon stands still for a moment.
  "stand-still": (setting) => {
    const { choices, atUs, constants } = setting;
    const on = next(setting, drawOneOf(choices, L, [RECOVERING, MOVING]));
    const program = drawOneOf(choices, L, ["ctdbd", "ctdbd", "recoverd", "recovery-helper"] as const);
    const longestUs = Math.max(2 * ms, Math.min(5 * s, Math.floor(constants.recoverTimeoutUs / 4)));
    const paused = { kind: "pause-process", atUs, on, host: -1, program } as const;
    return [recover(setting), { ...paused, forUs: drawSpread(choices, L, 1 * ms, longestUs) }];
  },
  // A recovery ends half-way.
  "kill-helper": (setting) => {
    const { choices, atUs } = setting;
    const on = { ...next(setting, RECOVERING), strikes: "here" } as const;
    const program = drawOneOf(choices, L, ["recovery-helper", "recovery-helper", "recoverd"] as const);
    const killed = { kind: "kill-process", atUs, on, host: -1, program, restartUs: 0 } as const;
    return [recover(setting), drawChance(choices, L, 1, 2) ? killed : { ...killed, host: host(setting) }];
  },
  // A node does not write its part of a transaction, or writes it late.
  "half-commit": ({ choices, atUs }) => {
    const strikes = drawChance(choices, L, 1, 4) ? "here" : "other";
    const on = { event: "transaction-asked", delayUs: 1, strikes } as const;
    const aim = { atUs, on, host: -1, op: "UPDATE_RECORD", times: drawRange(choices, L, 1, 3) } as const;
    if (drawChance(choices, L, 1, 2)) return [{ kind: "fail-control", ...aim }];
    return [{ kind: "late-control", ...aim, byUs: drawSpread(choices, L, 1 * ms, 10 * s) }];
  },
};
