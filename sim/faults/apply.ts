import type { Capture, Fault, FaultOf, Pnn } from "../../model/index.ts";
import { setRate, step } from "../clock/index.ts";
import {
  boot,
  changeClock,
  cutLink,
  disturbScripts,
  type Host,
  mayStand,
  pauseHost,
  powerOff,
  type Runtime,
  reapAll,
  resumeHost,
  takeDown,
  type World,
} from "../world/index.ts";
import { addressCommand } from "./address-command.ts";
import { command } from "./admin.ts";
import { ipCommand } from "./ip-command.ts";
import { killProcess, pauseProcess, slowExec, slowLocal, targetOf } from "./process-faults.ts";

/** A fault in a few words, for the log. */
export function describe(fault: Fault): string {
  const { atUs: _at, on: _on, kind, ...rest } = fault;
  const words = Object.entries(rest).map(
    ([name, value]) => `${name} ${Array.isArray(value) ? value.map(String).join(" ") : String(value)}`,
  );
  return words.length === 0 ? kind : `${kind}: ${words.join(", ")}`;
}

/**
 * Does it; gives back how to undo it, if it lasts.
 *
 * @param pid the process that its trigger was about, which it strikes among those of a program; 0: none
 */
export function applyFault(world: World, runtime: Runtime, fault: Fault, pid = 0): (() => void) | undefined {
  switch (fault.kind) {
    case "partition":
    case "slow-link":
    case "break-connection":
      return applyToNetwork(world, fault);
    case "remove-lock-file":
      world.storage.removeFile();
      return undefined;
    case "replace-lock-file":
      world.storage.replaceFile();
      return undefined;
    case "lock-directory-gone":
      world.storage.setDirectoryGone(true);
      return () => world.storage.setDirectoryGone(false);
    case "storage-hang":
    case "storage-error":
      return applyToStorage(world, fault);
    case "service-cut":
    case "service-slow":
    case "service-stall":
    case "service-restart":
    case "lease-ends-early":
    case "late-refresh":
      return applyToService(world, fault);
    case "clock-step":
    case "clock-rate":
      return applyToClock(world, fault);
    case "address-command":
      addressCommand(world, fault);
      return undefined;
    case "ip-command":
      ipCommand(world, world.host(fault.host), fault);
      return undefined;
    case "admin":
      command(world, world.host(fault.host), fault);
      return undefined;
    default:
      return applyToHost(world, runtime, world.host(fault.host), fault, pid);
  }
}

function applyToNetwork(
  world: World,
  fault: FaultOf<"partition"> | FaultOf<"slow-link"> | FaultOf<"break-connection">,
): (() => void) | undefined {
  const { network, kernel } = world;
  if (fault.kind === "break-connection") {
    // A reset between the announcement of an election and its vote is what election-follows-unknown rules out.
    if (fault.from !== fault.to)
      network.break(fault.from, fault.to, world.keepsBursts ? Number.MAX_SAFE_INTEGER : fault.prefix);
    return undefined;
  }
  if (fault.kind === "slow-link") {
    const { from, to, extraUs } = fault;
    if (from === to) return undefined;
    const change = (byUs: number): void => {
      world.slowLink(from, to, byUs);
      world.emit(from, { type: "link-slowed", peer: to, extraUs: world.slownessUs(from, to) });
    };
    change(extraUs);
    return () => change(-extraUs);
  }
  const sinceUs = kernel.nowUs;
  network.grudges.cut(fault.cut);
  world.emit(-1, { type: "partition-began", cut: fault.cut });
  return () => {
    network.grudges.mend(fault.cut);
    world.emit(-1, { type: "partition-healed", cut: fault.cut });
    network.release(() => kernel.nowUs - sinceUs);
  };
}

function applyToStorage(world: World, fault: FaultOf<"storage-hang"> | FaultOf<"storage-error">): () => void {
  const hosts = fault.host === -1 ? world.hosts : [world.host(fault.host)];
  const set = (on: boolean): void => {
    for (const host of hosts) {
      if (fault.kind === "storage-hang") world.storage.setHung(host, on);
      else world.storage.setFailing(host, on);
    }
  };
  set(true);
  return () => set(false);
}

type ServiceFault = FaultOf<
  "service-cut" | "service-slow" | "service-stall" | "service-restart" | "lease-ends-early" | "late-refresh"
>;

function applyToService(world: World, fault: ServiceFault): (() => void) | undefined {
  const { service } = world;
  switch (fault.kind) {
    case "service-cut":
      return forHosts(world, fault.host, (pnn, on) => service.setCut(pnn, on));
    case "service-slow":
      return forHosts(world, fault.host, (pnn, on) => service.slow(pnn, on ? fault.extraUs : -fault.extraUs));
    case "service-stall":
      service.setStalled(true);
      return () => service.setStalled(false);
    case "service-restart":
      service.setDown(true);
      return () => service.setDown(false);
    case "lease-ends-early":
      service.endEarly();
      return undefined;
    case "late-refresh":
      service.delayRenewals(fault.host, fault.byUs, fault.times);
      return undefined;
  }
}

/** Does it to one host, or to all if there is none; gives back how to undo it. */
function forHosts(world: World, host: Pnn, set: (pnn: Pnn, on: boolean) => void): () => void {
  const hosts = host === -1 ? world.hosts.map(({ pnn }) => pnn) : [host];
  for (const pnn of hosts) set(pnn, true);
  return () => {
    for (const pnn of hosts) set(pnn, false);
  };
}

function applyToClock(world: World, fault: FaultOf<"clock-step"> | FaultOf<"clock-rate">): (() => void) | undefined {
  const host = world.host(fault.host);
  if (fault.kind === "clock-step") {
    if (fault.byUs < 0 && !mayStand(world, host, -fault.byUs)) return undefined;
    changeClock(world, host, (clock, atUs) => step(clock, atUs, fault.byUs));
    world.emit(host.pnn, { type: "clock-stepped", byUs: fault.byUs });
    return undefined;
  }
  const run = (ratePpm: number): void => {
    changeClock(world, host, (clock, atUs) => setRate(clock, atUs, ratePpm));
    world.emit(host.pnn, { type: "clock-rate-changed", ratePpm });
  };
  run(fault.ratePpm);
  return () => run(0);
}

type HostFault = Exclude<
  Fault,
  FaultOf<
    | "partition"
    | "slow-link"
    | "break-connection"
    | "remove-lock-file"
    | "replace-lock-file"
    | "lock-directory-gone"
    | "storage-hang"
    | "storage-error"
    | "service-cut"
    | "service-slow"
    | "service-stall"
    | "service-restart"
    | "lease-ends-early"
    | "late-refresh"
    | "clock-step"
    | "clock-rate"
    | "address-command"
    | "ip-command"
    | "admin"
  >
>;

function applyToHost(
  world: World,
  runtime: Runtime,
  host: Host,
  fault: HostFault,
  pid: number,
): (() => void) | undefined {
  switch (fault.kind) {
    case "crash-host":
      powerOff(world, host);
      return fault.forUs > 0 ? () => boot(world, host) : undefined;
    case "pause-host":
      if (!mayStand(world, host, fault.forUs)) return undefined;
      pauseHost(world, host);
      return () => resumeHost(world, runtime, host);
    case "kill-process":
      return killProcess(world, host, fault, pid);
    case "pause-process": {
      const process = targetOf(host, fault.program, pid);
      if (process === undefined || !mayStand(world, host, fault.forUs)) return undefined;
      return pauseProcess(world, runtime, process);
    }
    case "unreaped-parents":
      host.reaps = false;
      return () => {
        host.reaps = true;
        reapAll(world, host);
      };
    case "waiting-daemon":
      host.daemonWaits = true;
      return undefined;
    case "slow-script":
      host.slowScriptUs += fault.extraUs;
      return () => {
        host.slowScriptUs -= fault.extraUs;
      };
    case "script-fails":
    case "script-hangs":
      return disturbScripts(world, host, fault);
    case "service-down":
      return takeDown(world, host, fault.service);
    case "link-down":
      return cutLink(world, host, fault.interface);
    case "capture-drops-replies":
      return disturbCapture(host, "drops-replies");
    case "capture-takes-own-packets":
      return disturbCapture(host, "takes-own-packets");
    case "slow-disk":
      host.slowDiskUs += fault.extraUs;
      return () => {
        host.slowDiskUs -= fault.extraUs;
      };
    case "lost-fsync":
      world.files.lie(host.pnn, true);
      return () => world.files.lie(host.pnn, false);
    case "corrupt-file":
      world.files.corrupt(host.pnn);
      return undefined;
    case "slow-exec":
      return slowExec(world, host, fault.extraUs);
    case "slow-local-delivery":
      return slowLocal(world, host, fault.extraUs);
    case "late-control":
    case "fail-control":
      return disturbControl(host, fault);
  }
}

function disturbControl(host: Host, fault: FaultOf<"late-control"> | FaultOf<"fail-control">): undefined {
  host.controlFaults.push({
    op: fault.op,
    byUs: fault.kind === "late-control" ? fault.byUs : 0,
    fail: fault.kind === "fail-control",
    left: fault.times,
  });
  return undefined;
}

/** Of two faults of a capture that which began first counts. */
function disturbCapture({ captures }: Host, capture: Capture): () => void {
  captures.push(capture);
  return () => {
    captures.splice(captures.indexOf(capture), 1);
  };
}
