import type { AnyEvent, NfsEffect, Range } from "../../model/index.ts";
import { NO_TICKET } from "../kernel/index.ts";
import { takeOut } from "../lists/index.ts";
import { KIND } from "./kinds.ts";
import type { Process, Timer, TimerKey } from "./process.ts";
import type { World } from "./world.ts";

const ON_TIME: Range = [0, 0];

/** Several timers of one name are told apart by a number, or by an address. */
export function timerKey(name: string, peer: number | string | undefined): string {
  return peer === undefined ? name : `${name}/${peer}`;
}

/** Somebody who locks files waits, for a time that is drawn. */
export function rest(world: World, process: Process, { timer, forUs }: Extract<NfsEffect, { do: "rest" }>): void {
  setTimer(world, process, timer, { type: timer }, world.draw("nfs-rest", forUs, process.host.pnn));
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
  if (ifAbsent && findTimer(process, key) !== undefined) return;
  cancelTimer(world, process, key);
  const { host } = process;
  const lateUs = world.draw("timer", world.timing.timerLateUs ?? ON_TIME, host.pnn);
  const dueLocalUs = (monotonic ? world.monotonicUs(host) : world.clockUs(host)) + delayUs + lateUs;
  const timer: Timer = { process, key, event, dueLocalUs, monotonic, ticket: NO_TICKET };
  process.timers.push(timer);
  timer.ticket = world.kernel.schedule(world.trueTimeUs(host, dueLocalUs, monotonic), KIND.timer, host.pnn, timer);
}

/** Takes a timer back; nothing happens if there is none. */
export function cancelTimer(world: World, process: Process, key: TimerKey): void {
  const { timers } = process;
  const index = indexOf(timers, key);
  if (index >= 0) world.kernel.cancel(takeOut(timers, index).ticket);
}

/** The clock of its host has changed: its timers go off when the clock says so. */
export function moveTimers(world: World, process: Process): void {
  for (const timer of process.timers) {
    // One that is overdue waits for its process alone.
    if (process.overdue.includes(timer)) continue;
    world.kernel.cancel(timer.ticket);
    const dueUs = world.trueTimeUs(process.host, timer.dueLocalUs, timer.monotonic);
    timer.ticket = world.kernel.schedule(dueUs, KIND.timer, process.host.pnn, timer);
  }
}

/** Takes all timers of a process back. */
export function cancelAllTimers(world: World, process: Process): void {
  for (const timer of process.timers) world.kernel.cancel(timer.ticket);
  process.timers.length = 0;
  process.overdue.length = 0;
}

/** A timer goes off: true if it still stands and is not merely overdue. */
export function takeTimer(timer: Timer): boolean {
  const { timers } = timer.process;
  const index = timers.indexOf(timer);
  if (index < 0) return false;
  takeOut(timers, index);
  return true;
}

/** The timer of that key, if it stands. */
export function findTimer({ timers }: Process, key: TimerKey): Timer | undefined {
  return timers[indexOf(timers, key)];
}

/** From the end, where those stand that are taken back soonest. */
function indexOf(timers: readonly Timer[], key: TimerKey): number {
  let index = timers.length - 1;
  while (index >= 0 && timers[index]?.key !== key) index -= 1;
  return index;
}
