import type { FaultOf, ProgramName } from "../../model/index.ts";
import {
  continueProcess,
  findProcess,
  type Host,
  isAlive,
  type Process,
  type Runtime,
  sendSignal,
  startDaemon,
  stopProcess,
  type World,
} from "../world/index.ts";

/** The process of a program, that one if it is of it; of a thread, the process that it belongs to. */
export function targetOf(host: Host, program: ProgramName, pid: number): Process | undefined {
  const seen = host.processes.get(pid);
  const process = seen?.program === program && isAlive(seen) ? seen : findProcess(host, program);
  return process?.threadOf ?? process;
}

/** SIGSTOP, and SIGCONT at the end. */
export function pauseProcess(world: World, runtime: Runtime, process: Process): () => void {
  stopProcess(world, process);
  return () => continueProcess(world, runtime, process);
}

/** SIGKILL; of a daemon that is started again, later. */
export function killProcess(world: World, host: Host, fault: FaultOf<"kill-process">, pid: number): undefined {
  const process = targetOf(host, fault.program, pid);
  if (process !== undefined) sendSignal(world, process, "KILL");
  const ends = fault.program === "ctdbd" || fault.program === "eventd";
  if (ends && fault.restartUs > 0) world.later(fault.restartUs, () => startDaemon(world, host));
  return undefined;
}

/** Whatever is started there takes longer to begin. */
export function slowExec(world: World, host: Host, extraUs: number): () => void {
  return whileSlow(extraUs, (byUs) => {
    host.slowExecUs += byUs;
    world.emit(host.pnn, { type: "exec-slowed", extraUs: host.slowExecUs });
  });
}

/** Words between processes of a host take longer. */
export function slowLocal(world: World, host: Host, extraUs: number): () => void {
  return whileSlow(extraUs, (byUs) => {
    host.slowLocalUs += byUs;
    world.emit(host.pnn, { type: "local-delivery-slowed", extraUs: host.slowLocalUs });
  });
}

/** Slower by so much now, and no more at the end; others may be at work beside it. */
function whileSlow(extraUs: number, change: (byUs: number) => void): () => void {
  change(extraUs);
  return () => change(-extraUs);
}
