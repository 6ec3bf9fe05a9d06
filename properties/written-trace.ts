import { constantsWith, type Observation, type ObservationType, type Pnn } from "../model/index.ts";
import { type Finding, Judge, type WitnessCount } from "./judge.ts";
import { properties } from "./properties.ts";
import type { Property, Setting } from "./property.ts";

/** One line of a trace written by hand: seconds, host, what was seen. */
export type Line = readonly [atS: number, host: Pnn, event: Observation];

/** Three nodes with an fcntl lock, defaults, no heal. */
export const plainSetting: Setting = {
  nodes: 3,
  lock: "fcntl",
  constants: constantsWith(),
  storage: { lockRecoveryUs: 0, expelPausedUs: 0 },
  inForce: [],
  heal: undefined,
  publicAddresses: [{ address: "10.0.0.1" }, { address: "10.0.0.2" }, { address: "10.0.0.3" }],
};

/** How a trace written by hand is judged. */
export interface Hearing {
  /** The trace ends then. */
  readonly endS: number;
  readonly setting?: Partial<Setting>;
  readonly observes?: ReadonlySet<ObservationType>;
}

/** What one property says of a trace. */
export function judged<S>(
  property: Property<S>,
  lines: readonly Line[],
  { endS, setting, observes }: Hearing,
): Finding {
  // A property only ever sees the state that it made itself.
  const judge = new Judge({ ...plainSetting, ...setting }, observes, [property as Property]);
  const [finding] = feed(judge, lines).finish(Math.round(endS * 1e6)).findings;
  if (finding === undefined) throw new Error(`No finding for ${property.name}`);
  return finding;
}

/** What the whole judge says of a trace. */
export function judgedByAll(lines: readonly Line[], { endS, setting }: Hearing): ReturnType<Judge["finish"]> {
  return feed(new Judge({ ...plainSetting, ...setting }, undefined, properties), lines).finish(Math.round(endS * 1e6));
}

/** How often a witness was seen in a trace. */
export function seenIn(name: string, lines: readonly Line[], setting: Partial<Setting> = {}): WitnessCount | undefined {
  return judgedByAll(lines, { endS: 1e6, setting }).witnesses.find((witness) => witness.name === name);
}

/** Pids of the daemons and of the first lock helper of a host, as the lines below use them. */
export const pids = {
  ctdbd: (host: Pnn): number => 100 * (host + 1),
  recoverd: (host: Pnn): number => 100 * (host + 1) + 1,
  helper: (host: Pnn): number => 100 * (host + 1) + 2,
  recovery: (host: Pnn): number => 100 * (host + 1) + 3,
};

/** Hosts that run, in recovery mode normal under generation 7, with addresses; nobody leads. */
export function booted(hosts = 3): Line[] {
  return Array.from({ length: hosts }, (_, host): Line[] => [
    [0, host, { type: "process-started", program: "ctdbd", pid: pids.ctdbd(host), parent: 1 }],
    [0, host, { type: "process-started", program: "recoverd", pid: pids.recoverd(host), parent: pids.ctdbd(host) }],
    [0, host, { type: "runstate-changed", runState: "running" }],
    [0, host, { type: "recovery-mode-changed", mode: "normal" }],
    [0, host, { type: "generation-changed", generation: 7 }],
    [0, host, { type: "address-added", address: `10.0.0.${host + 1}` }],
  ]).flat();
}

/** A host takes the lock with its helper and believes to lead. */
export function takesLead(atS: number, host: Pnn): Line[] {
  const parent = pids.recoverd(host);
  return [
    [atS, host, { type: "process-started", program: "lock-helper", pid: pids.helper(host), parent }],
    [atS, host, { type: "lock-taken", pid: pids.helper(host), object: 1, probe: false }],
    [atS, host, { type: "lock-believed", lock: "held" }],
    [atS, host, { type: "leader-believed", leader: host }],
  ];
}

/** Everybody of three believes in a leader. */
export function follow(atS: number, leader: Pnn, hosts: readonly Pnn[] = [0, 1, 2]): Line[] {
  return hosts.map((host) => [atS, host, { type: "leader-believed", leader }]);
}

/** A leader brings the cluster the generation that it has already. */
export function recovers(atS: number, host: Pnn): Line[] {
  const pid = pids.recovery(host);
  return [
    [atS, host, { type: "recovery-started", generation: 7, pid }],
    [atS, host, { type: "recovery-completed", generation: 7, pid }],
  ];
}

/** A host's lock helper dies and the lock is free. */
export function losesLock(atS: number, host: Pnn): Line[] {
  return [
    [atS, host, { type: "lock-freed", pid: pids.helper(host), object: 1, cause: "exit" }],
    [atS, host, { type: "process-exited", program: "lock-helper", pid: pids.helper(host), cause: "killed" }],
  ];
}

function feed(judge: Judge, lines: readonly Line[]): Judge {
  for (const [atS, host, event] of lines) judge.observe({ ...event, atUs: Math.round(atS * 1e6), host });
  return judge;
}
