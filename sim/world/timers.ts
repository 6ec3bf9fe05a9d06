import type { AnyEvent, Range } from "../../model/index.ts";
import { KIND } from "./kinds.ts";
import type { Process, Timer, TimerKey } from "./process.ts";
import type { World } from "./world.ts";

const ON_TIME: Range = [0, 0];

/** Several timers of one name are told apart by a number. */
export function timerKey(name: string, peer: number | undefined): string {
  return peer === undefined ? name : `${name}/${peer}`;
}

/** Sets a timer by the clock of its host, late by what the scheduler takes; one of the same key is replaced, or kept if `ifAbsent`. */
export function setTimer(
  world: World,
  process: Process,
  key: TimerKey,
  event: AnyEvent,
  delayUs: number,
  ifAbsent = false,
  monotonic = false,
): void {
  if (ifAbsent && process.timers.has(key)) return;
  cancelTimer(world, process, key);
  const { host } = process;
  const lateUs = world.draw("timer", world.scenario.timing.timerLateUs ?? ON_TIME, host.pnn);
  const dueLocalUs = (monotonic ? world.monotonicUs(host) : world.clockUs(host)) + delayUs + lateUs;
  const timer: Timer = { process, key, event, dueLocalUs, monotonic, ticket: 0 };
  process.timers.set(key, timer);
  timer.ticket = world.kernel.schedule(world.trueTimeUs(host, dueLocalUs, monotonic), KIND.timer, host.pnn, timer);
}

/** Takes a timer back; nothing happens if there is none. */
export function cancelTimer(world: World, process: Process, key: TimerKey): void {
  const timer = process.timers.get(key);
  if (timer === undefined) return;
  process.timers.delete(key);
  world.kernel.cancel(timer.ticket);
}

/** The clock of its host has changed: its timers go off when the clock says so. */
export function moveTimers(world: World, process: Process): void {
  for (const timer of process.timers.values()) {
    // One that is overdue waits for its process alone.
    if (process.overdue.includes(timer)) continue;
    world.kernel.cancel(timer.ticket);
    const dueUs = world.trueTimeUs(process.host, timer.dueLocalUs, timer.monotonic);
    timer.ticket = world.kernel.schedule(dueUs, KIND.timer, process.host.pnn, timer);
  }
}

/** Takes all timers of a process back. */
export function cancelAllTimers(world: World, process: Process): void {
  for (const timer of process.timers.values()) world.kernel.cancel(timer.ticket);
  process.timers.clear();
  process.overdue.length = 0;
}

/** A timer goes off: true if it still stands and is not merely overdue. */
export function takeTimer(timer: Timer): boolean {
  if (timer.process.timers.get(timer.key) !== timer) return false;
  timer.process.timers.delete(timer.key);
  return true;
}
