import type { PackedStates, Shape } from "../page-data.ts";
import { countUntil } from "./timeline.ts";

/** How a process stands from a moment on. */
export interface Standing {
  readonly atUs: number;
  /** Undefined: it is gone. */
  readonly shape: Shape | undefined;
  readonly timers: readonly { readonly name: string; readonly dueUs: number }[];
}

/** A process at a moment. */
export interface Looked {
  readonly pid: number;
  readonly shape: Shape;
  readonly timers: Standing["timers"];
  /** What it was at before the change that this moment saw; undefined: nothing has changed just now. */
  readonly before: Shape | undefined;
}

/** Of each host, of each process, how it stood, in order of time. */
export type Tracks = readonly ReadonlyMap<number, readonly Standing[]>[];

/** The states, unpacked. */
export function tracksOf({ shapes, timers, changes }: PackedStates, nodes: number): Tracks {
  const tracks = Array.from({ length: nodes }, () => new Map<number, Standing[]>());
  let at = 0;
  const next = (): number => {
    at += 1;
    return changes[at - 1] ?? 0;
  };
  for (let nowUs = 0; at < changes.length; ) {
    nowUs += next();
    const track = tracks[next()];
    const pid = next();
    const shape = shapes[next()];
    const due = Array.from({ length: next() }, () => ({ name: timers[next()] ?? "", dueUs: nowUs + next() }));
    const list = track?.get(pid) ?? [];
    list.push({ atUs: nowUs, shape, timers: due });
    track?.set(pid, list);
  }
  return tracks;
}

/** The processes of a host at a moment. */
export function standingAt(track: Tracks[number] | undefined, atUs: number): readonly Looked[] {
  return [...(track ?? [])].flatMap(([pid, list]) => {
    const index = countUntil(list, atUs) - 1;
    const now = list[index];
    if (now?.shape === undefined) return [];
    return [{ pid, shape: now.shape, timers: now.timers, before: beforeNow(list, index, atUs) }];
  });
}

/** What it stood like before this moment, if it changed right now. */
function beforeNow(list: readonly Standing[], index: number, atUs: number): Shape | undefined {
  let first = index;
  while (first >= 0 && list[first]?.atUs === atUs) first -= 1;
  return first === index ? undefined : list[first]?.shape;
}
