import {
  type ControlOp,
  type EventName,
  eventNames,
  type Fault,
  type FaultKind,
  type FaultOf,
  type LockDesign,
  type ObservationType,
  type Pnn,
  type ProgramName,
  scriptsOf,
  type TimingKnobs,
  type Trigger,
} from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange, drawSpread } from "../choices/index.ts";
import { drawAddressCommand, drawIpCommand } from "./address-draws.ts";
import { drawPartition } from "./partition.ts";

const s = 1_000_000;
const ms = 1_000;

/** What a fault is drawn from. */
export interface FaultSetting {
  readonly choices: Choices;
  readonly nodes: number;
  readonly lock: LockDesign;
  readonly timing: TimingKnobs;
  /** Nothing may stand still for longer than this; infinite: for as long as it likes. */
  readonly pauseMaxUs: number;
  /** A cut that leaves two hosts who reach each other only through others lasts no longer than this; infinite: any time. */
  readonly partialCutMaxUs: number;
}

/** Where and when a fault strikes: at a time, or when something worth disturbing is seen. */
export interface Aim {
  readonly atUs: number;
  readonly host: Pnn;
  readonly on?: Trigger;
}

type Draw = (setting: FaultSetting, aim: Aim) => Fault;

const L = "nemesis";

/** Short enough for nobody to notice, or long enough for everything to time out. */
function lasting(choices: Choices): number {
  return drawSpread(choices, L, 200 * ms, 90 * s);
}

function program(setting: FaultSetting): ProgramName {
  const always: readonly ProgramName[] = ["ctdbd", "recoverd", "recoverd", "recovery-helper"];
  const withLock: readonly ProgramName[] = [...always, "lock-helper", "lock-helper", "lock-check-child"];
  return drawOneOf(setting.choices, L, setting.lock === "none" ? always : withLock);
}

/** Events that a run has many of come more often. */
const DISTURBED: readonly EventName[] = ["monitor", "monitor", "monitor", ...eventNames];

function drawScript(choices: Choices): Pick<FaultOf<"script-fails">, "event" | "script"> {
  const event = drawOneOf(choices, L, DISTURBED);
  return { event, script: drawOneOf(choices, L, scriptsOf(event)) };
}

function otherHost(setting: FaultSetting, host: Pnn): Pnn {
  if (host === -1) return drawRange(setting.choices, L, 0, setting.nodes - 1);
  const other = drawRange(setting.choices, L, 0, setting.nodes - 2);
  return other < host ? other : other + 1;
}

const PAUSED: readonly ProgramName[] = ["ctdbd", "recoverd", "recoverd", "recovery-helper", "lock-helper"];

const DELAYED: readonly ControlOp[] = [
  "SET_RECMODE",
  "START_RECOVERY",
  "SET_VNNMAP",
  "END_RECOVERY",
  "GET_NODEMAP",
  "GET_RECMODE",
  "MODIFY_FLAGS",
  "GET_CAPABILITIES",
  "GET_VNNMAP",
];

/** How each kind of fault is drawn. */
export const faultDraws: Readonly<Record<FaultKind, Draw>> = {
  "crash-host": ({ choices }, aim) => ({
    kind: "crash-host",
    ...aim,
    forUs: drawChance(choices, L, 1, 4) ? 0 : drawSpread(choices, L, 1 * s, 90 * s),
  }),
  "pause-host": ({ choices }, aim) => ({ kind: "pause-host", ...aim, forUs: lasting(choices) }),
  "kill-process": (setting, aim) => {
    const { choices } = setting;
    return {
      kind: "kill-process",
      ...aim,
      program: program(setting),
      restartUs: drawChance(choices, L, 1, 5) ? 0 : drawSpread(choices, L, 100 * ms, 60 * s),
    };
  },
  "pause-process": (setting, aim) => ({
    kind: "pause-process",
    ...aim,
    // A check child that is held up hides the death of its helper: that is F4, and needs its assumption dropped.
    program: drawOneOf(setting.choices, L, PAUSED),
    forUs: lasting(setting.choices),
  }),
  "unreaped-parents": ({ choices }, aim) => ({
    kind: "unreaped-parents",
    ...aim,
    forUs: drawRange(choices, L, 20 * s, 120 * s),
  }),
  "slow-script": ({ choices }, aim) => ({
    kind: "slow-script",
    ...aim,
    forUs: lasting(choices),
    extraUs: drawSpread(choices, L, 100 * ms, 40 * s),
  }),
  "script-fails": ({ choices }, aim) => ({
    kind: "script-fails",
    ...aim,
    forUs: lasting(choices),
    ...drawScript(choices),
  }),
  "script-hangs": ({ choices }, aim) => ({
    kind: "script-hangs",
    ...aim,
    forUs: lasting(choices),
    ...drawScript(choices),
  }),
  "service-down": ({ choices }, aim) => ({
    kind: "service-down",
    ...aim,
    forUs: lasting(choices),
    service: drawOneOf(choices, L, ["smb", "nfs"] as const),
  }),
  "link-down": ({ choices }, aim) => ({ kind: "link-down", ...aim, forUs: lasting(choices) }),
  "capture-drops-replies": ({ choices }, aim) => ({ kind: "capture-drops-replies", ...aim, forUs: lasting(choices) }),
  "capture-takes-own-packets": ({ choices }, aim) => ({
    kind: "capture-takes-own-packets",
    ...aim,
    forUs: lasting(choices),
  }),
  "waiting-daemon": (_setting, aim) => ({ kind: "waiting-daemon", ...aim }),
  "slow-exec": ({ choices }, aim) => ({
    kind: "slow-exec",
    ...aim,
    forUs: lasting(choices),
    extraUs: drawSpread(choices, L, 50 * ms, 8 * s),
  }),
  "slow-local-delivery": ({ choices }, aim) => ({
    kind: "slow-local-delivery",
    ...aim,
    forUs: lasting(choices),
    extraUs: drawSpread(choices, L, 10 * ms, 4 * s),
  }),
  "slow-disk": ({ choices }, aim) => ({
    kind: "slow-disk",
    ...aim,
    forUs: lasting(choices),
    extraUs: drawSpread(choices, L, 50 * ms, 20 * s),
  }),
  "lost-fsync": ({ choices }, aim) => ({ kind: "lost-fsync", ...aim, forUs: lasting(choices) }),
  "corrupt-file": (_setting, aim) => ({ kind: "corrupt-file", ...aim }),
  partition: ({ choices, nodes }, { atUs, on }) => ({
    kind: "partition",
    atUs,
    ...(on === undefined ? {} : { on }),
    forUs: drawSpread(choices, L, 500 * ms, 150 * s),
    ...drawPartition(choices, nodes),
  }),
  "slow-link": (setting, { host, ...aim }) => ({
    kind: "slow-link",
    ...aim,
    forUs: lasting(setting.choices),
    from: host,
    to: otherHost(setting, host),
    extraUs: drawSpread(setting.choices, L, 5 * ms, 6 * s),
  }),
  "break-connection": (setting, { host, ...aim }) => ({
    kind: "break-connection",
    ...aim,
    from: host,
    to: otherHost(setting, host),
    prefix: drawRange(setting.choices, L, 0, 2),
  }),
  "late-control": ({ choices }, aim) => ({
    kind: "late-control",
    ...aim,
    op: drawOneOf(choices, L, DELAYED),
    byUs: drawSpread(choices, L, 10 * ms, 35 * s),
    times: drawRange(choices, L, 1, 3),
  }),
  "fail-control": ({ choices }, aim) => ({
    kind: "fail-control",
    ...aim,
    op: drawOneOf(choices, L, DELAYED),
    times: drawRange(choices, L, 1, 3),
  }),
  "remove-lock-file": (_setting, { atUs }) => ({ kind: "remove-lock-file", atUs }),
  "replace-lock-file": (_setting, { atUs }) => ({ kind: "replace-lock-file", atUs }),
  "lock-directory-gone": ({ choices }, { atUs }) => ({ kind: "lock-directory-gone", atUs, forUs: lasting(choices) }),
  "storage-hang": ({ choices }, aim) => ({ kind: "storage-hang", ...aim, forUs: lasting(choices) }),
  "storage-error": ({ choices }, aim) => ({ kind: "storage-error", ...aim, forUs: lasting(choices) }),
  "service-cut": ({ choices }, aim) => ({ kind: "service-cut", ...aim, forUs: lasting(choices) }),
  "service-slow": ({ choices }, aim) => ({
    kind: "service-slow",
    ...aim,
    forUs: lasting(choices),
    extraUs: drawSpread(choices, L, 50 * ms, 5 * s),
  }),
  "service-stall": ({ choices }, { atUs }) => ({ kind: "service-stall", atUs, forUs: lasting(choices) }),
  "service-restart": ({ choices }, { atUs }) => ({
    kind: "service-restart",
    atUs,
    forUs: drawSpread(choices, L, 500 * ms, 40 * s),
  }),
  "lease-ends-early": (_setting, { atUs }) => ({ kind: "lease-ends-early", atUs }),
  "late-refresh": ({ choices }, aim) => ({
    kind: "late-refresh",
    ...aim,
    byUs: drawSpread(choices, L, 500 * ms, 30 * s),
    times: drawRange(choices, L, 1, 2),
  }),
  "clock-step": ({ choices }, aim) => {
    const byUs = drawSpread(choices, L, 10 * ms, 60 * s);
    return { kind: "clock-step", ...aim, byUs: drawChance(choices, L, 1, 2) ? byUs : -byUs };
  },
  "clock-rate": ({ choices }, aim) => {
    const ratePpm = drawSpread(choices, L, 10, 50_000);
    return {
      kind: "clock-rate",
      ...aim,
      forUs: lasting(choices),
      ratePpm: drawChance(choices, L, 1, 2) ? ratePpm : -ratePpm,
    };
  },
  "address-command": ({ choices }, aim) => drawAddressCommand(choices, aim),
  "ip-command": ({ choices }, aim) => drawIpCommand(choices, aim),
  admin: ({ choices }, aim) => {
    const command = drawOneOf(choices, L, [
      "stop",
      "stop",
      "continue",
      "ban",
      "unban",
      "disable",
      "enable",
      "recover",
      "recover",
      "setleaderrole-off",
      "setleaderrole-on",
      "shutdown",
    ] as const);
    return {
      kind: "admin",
      ...aim,
      command,
      ...(command === "ban" ? { forUs: drawRange(choices, L, 5 * s, 60 * s) } : {}),
    };
  },
};

/** Moments worth disturbing: what is seen just before a window opens. */
const MOMENTS: readonly ObservationType[] = [
  "election-started",
  "election-announced",
  "lock-taken",
  "lock-lost",
  "leader-believed",
  "recovery-started",
  "recovery-mode-changed",
  "generation-changed",
  "peer-dead",
  "control-accepted",
  "recovery-completed",
];

/** Draws where and when a fault strikes. */
export function drawAim({ choices, nodes }: FaultSetting, fromUs: number, toUs: number): Aim {
  const atUs = drawRange(choices, L, fromUs, toUs);
  // Whoever announces itself next: the leader is where it hurts most.
  if (drawChance(choices, L, 1, 4)) {
    return { atUs, host: -1, on: { event: "leadership-claimed", delayUs: drawRange(choices, L, 0, 1 * s) } };
  }
  if (drawChance(choices, L, 1, 2)) return { atUs, host: drawRange(choices, L, 0, nodes - 1) };
  const delayUs = drawSpread(choices, L, 1, 2 * s);
  const host = drawChance(choices, L, 1, 2) ? -1 : drawRange(choices, L, 0, nodes - 1);
  return { atUs, host, on: { event: drawOneOf(choices, L, MOMENTS), delayUs } };
}

/** A little after another aim, mostly at the same host: what strikes together finds the windows between. */
export function near({ choices, nodes }: FaultSetting, aim: Aim): Aim {
  const laterUs = drawSpread(choices, L, 1, 8 * s);
  const host = drawChance(choices, L, 3, 4) ? aim.host : drawRange(choices, L, 0, nodes - 1);
  if (aim.on === undefined) return { atUs: aim.atUs + laterUs, host };
  return { atUs: aim.atUs, host, on: { ...aim.on, delayUs: aim.on.delayUs + laterUs } };
}
