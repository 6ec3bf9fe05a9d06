import type { PacketFlight, StateChange } from "../../reports/index.ts";
import { choicesFor, type ProcessOutline, replayed, simulate, type Tape, type Watch } from "../../sim/index.ts";
import type { Plan } from "./plan.ts";

/** What a recorded run looked like from the inside. */
export interface Watched {
  /** In order of time; a process stands as it was last told. */
  readonly states: readonly StateChange[];
  /** In the order they were sent. */
  readonly packets: readonly PacketFlight[];
}

/** Repeats a recorded run and looks into it on the way. One that goes another way now is shown as it goes now. */
export function watchedRun(plan: Plan, tape: Tape): Watched {
  const { scenario, model } = plan;
  const packets: PacketFlight[] = [];
  const states: StateChange[] = [];
  const watch: Watch = { packet: (flight) => packets.push(flight), outline: changesInto(states) };
  const choices = replayed(tape, choicesFor(scenario));
  simulate(scenario, { model, choices, observe: () => undefined, watch });
  return { states, packets };
}

/** Adds a change for each process that differs from what was last told of it. */
function changesInto(states: StateChange[]): NonNullable<Watch["outline"]> {
  const known = new Map<number, Map<number, ProcessOutline>>();
  return (atUs, host, processes) => {
    const before = known.get(host) ?? new Map<number, ProcessOutline>();
    known.set(host, before);
    for (const process of processes) {
      const last = before.get(process.pid);
      if (last !== undefined && isSame(last, process, atUs)) continue;
      before.set(process.pid, process);
      states.push({ atUs, host, pid: process.pid, process });
    }
    if (before.size === processes.length) return;
    const there = new Set(processes.map(({ pid }) => pid));
    for (const pid of before.keys()) {
      if (there.has(pid)) continue;
      before.delete(pid);
      states.push({ atUs, host, pid, process: null });
    }
  };
}

function isSame(a: ProcessOutline, b: ProcessOutline, atUs: number): boolean {
  return (
    a.state === b.state &&
    a.parent === b.parent &&
    a.charts.length === b.charts.length &&
    a.charts.every(({ state }, index) => state === b.charts[index]?.state) &&
    a.stack.length === b.stack.length &&
    a.stack.every((frame, index) => frame.chart === b.stack[index]?.chart && frame.state === b.stack[index].state) &&
    a.timers.length === b.timers.length &&
    a.timers.every((timer, index) => isSameTimer(timer, b.timers[index], atUs))
  );
}

/** One that is overdue is due now, whenever that is. */
function isSameTimer(
  a: ProcessOutline["timers"][number],
  b: ProcessOutline["timers"][number] | undefined,
  atUs: number,
): boolean {
  return b !== undefined && a.name === b.name && (a.dueUs === b.dueUs || (a.dueUs <= atUs && b.dueUs <= atUs));
}
