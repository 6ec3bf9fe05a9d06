import type { CtdbVersion, Pnn } from "../../model/index.ts";
import { type HostClock, step, trueClock } from "../clock/index.ts";
import { isDeleted } from "./configured.ts";
import { type Host, isAlive, type Process } from "./process.ts";
import { end, reapAll, spawn } from "./processes.ts";
import type { Runtime } from "./runtime.ts";
import { moveTimers } from "./timers.ts";
import type { World } from "./world.ts";

/** A machine that is switched off. */
export function newHost(pnn: Pnn, clockOffsetUs: number, ctdb: CtdbVersion): Host {
  return {
    pnn,
    ctdb,
    clock: step(trueClock, 0, clockOffsetUs),
    up: false,
    paused: false,
    pausedAtUs: 0,
    restsUntilUs: 0,
    boots: 0,
    addresses: new Map(),
    linksDown: [],
    addressFile: null,
    processes: new Map(),
    nextPid: 100,
    ctdbd: null,
    recoverd: null,
    reaps: true,
    slowLocalUs: 0,
    slowExecUs: 0,
    slowScriptUs: 0,
    scriptFaults: [],
    hung: [],
    down: [],
    captures: [],
    daemonWaits: false,
    slowDiskUs: 0,
    controlFaults: [],
  };
}

/** Switches a machine on: its main daemon starts. Behind a deleted node there is none. */
export function boot(world: World, host: Host): void {
  if (host.up || isDeleted(world, host.pnn)) return;
  host.up = true;
  host.boots += 1;
  host.paused = false;
  world.emit(host.pnn, { type: "host-started" });
  if (world.scenario.lock === "refresher") spawn(world, host, "lock-refresher", null, 0);
  world.nfs?.boot(host);
  startDaemon(world, host);
}

/** Starts the main daemon of a machine if none is there. */
export function startDaemon(world: World, host: Host): void {
  if (host.up && host.ctdbd === null) spawn(world, host, "ctdbd", null, 0);
}

/** Power off: nobody is told, and the storage recovers its locks. */
export function powerOff(world: World, host: Host): void {
  if (!host.up) return;
  host.up = false;
  host.paused = false;
  world.emit(host.pnn, { type: "host-crashed" });
  const victims = [...host.processes.values()].filter(isAlive);
  for (const victim of victims) end(world, victim, "crash");
  host.processes.clear();
  world.files.cutPower(host.pnn);
  // What it served until now tells its file system whether others will prepare for that.
  world.nfs?.lose(host);
  host.addresses.clear();
  host.recoverd = null;
  world.network.closeAll(host.pnn, false);
  world.network.forget(host.pnn);
  const { lockRecoveryUs } = world.scenario.storage;
  const recover = (): void => {
    for (const victim of victims) world.storage.release(victim, "host-down");
  };
  if (lockRecoveryUs === 0) recover();
  else world.later(lockRecoveryUs, recover);
}

/** Power off and on again. */
export function powerCycle(world: World, host: Host): void {
  powerOff(world, host);
  boot(world, host);
}

/** May something on this host stand still for a while? Short pauses in a row would be a long one. */
export function mayStand(world: World, host: Host, forUs: number): boolean {
  const { nowUs } = world.kernel;
  if (nowUs < host.restsUntilUs) return false;
  if (world.restUs > 0) host.restsUntilUs = nowUs + forUs + world.restUs;
  return true;
}

/** All processes stand still. */
export function pauseHost(world: World, host: Host): void {
  if (!host.up || host.paused) return;
  host.paused = true;
  world.emit(host.pnn, { type: "host-paused" });
  host.pausedAtUs = world.kernel.nowUs;
  world.nfs?.pause(host);
  const { expelPausedUs } = world.scenario.storage;
  if (expelPausedUs === 0) return;
  const { pausedAtUs } = host;
  world.later(expelPausedUs, () => {
    // It may have been resumed, and paused again since.
    if (!host.paused || host.pausedAtUs !== pausedAtUs) return;
    for (const process of host.processes.values()) world.storage.release(process, "storage-failover");
  });
}

/** All processes go on, with everything that waited. */
export function resumeHost(world: World, runtime: Runtime, host: Host): void {
  if (!host.paused) return;
  host.paused = false;
  world.emit(host.pnn, { type: "host-resumed" });
  reapAll(world, host);
  for (const process of [...host.processes.values()]) runtime.wake(process);
  world.nfs?.resume(host);
}

/** SIGSTOP. */
export function stopProcess(world: World, process: Process): void {
  if (process.stopped || !isAlive(process)) return;
  process.stopped = true;
  world.emit(process.host.pnn, { type: "process-stopped", program: process.program, pid: process.pid });
}

/** SIGCONT, to a process and its threads. */
export function continueProcess(world: World, runtime: Runtime, process: Process): void {
  if (!process.stopped) return;
  process.stopped = false;
  if (!isAlive(process)) return;
  world.emit(process.host.pnn, { type: "process-continued", program: process.program, pid: process.pid });
  reapAll(world, process.host);
  runtime.wake(process);
  for (const thread of [...process.host.processes.values()]) if (thread.threadOf === process) runtime.wake(thread);
}

/** Somebody sets a host's clock, or it changes its pace: every timer of the host moves with it. */
export function changeClock(world: World, host: Host, change: (clock: HostClock, atUs: number) => HostClock): void {
  host.clock = change(host.clock, world.kernel.nowUs);
  for (const process of host.processes.values()) moveTimers(world, process);
}
