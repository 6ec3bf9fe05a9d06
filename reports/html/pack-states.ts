import type { StateChange } from "../story/index.ts";
import { Interned } from "./interned.ts";
import type { PackedStates, Shape } from "./page-data.ts";

/** More changes than this make a page slow to open: those of timers alone are thinned out then. */
const CHANGES_MAX = 25_000;

/** So long before and after a moment of interest nothing is left out. */
const CLOSE_US = 10_000_000;

/**
 * States as numbers. Of a long run a change of nothing but timers is left out, unless it is close to one of
 * the `moments`.
 */
export function packStates(
  states: readonly StateChange[],
  moments: readonly number[],
  changesMax = CHANGES_MAX,
): PackedStates {
  const shapes = new Interned<Shape>();
  const timers = new Interned<string>();
  const shapeNow = new Map<string, number>();
  const isThinned = states.length > changesMax;
  const changes: number[] = [];
  let left = 0;
  let lastUs = 0;
  for (const { atUs, host, pid, process } of states) {
    const shape = process === null ? -1 : shapeOf(process, shapes);
    const who = `${host} ${pid}`;
    if (isThinned && shapeNow.get(who) === shape && !moments.some((moment) => Math.abs(moment - atUs) <= CLOSE_US)) {
      left += 1;
      continue;
    }
    shapeNow.set(who, shape);
    const due = process?.timers ?? [];
    changes.push(atUs - lastUs, host, pid, shape, due.length);
    for (const { name, dueUs } of due) {
      // What waits for answers has a new number for each question: it tells a reader nothing.
      const short = name.replace(/^ANSWERS\/\d+$/, "ANSWERS");
      changes.push(timers.of(short, short), dueUs - atUs);
    }
    lastUs = atUs;
  }
  return { shapes: shapes.values, timers: timers.values, changes, left };
}

function shapeOf(process: NonNullable<StateChange["process"]>, shapes: Interned<Shape>): number {
  const { program, parent, state, charts, stack } = process;
  const shape: Shape = { program, parent, state, charts, stack };
  return shapes.of(shape, JSON.stringify(shape));
}
