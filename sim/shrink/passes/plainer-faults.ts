import { constantsWith, type Fault } from "../../../model/index.ts";
import { shortCutUs } from "../../nemesis/index.ts";
import { reduceList } from "../reduce-list.ts";
import { plainerLengths, plainerMoments, shorterLengths } from "../round-times.ts";
import type { Search } from "../search.ts";

/** Fields of faults that are lengths of time. */
const timeFields = ["forUs", "extraUs", "byUs", "restartUs"] as const;

/** Makes each fault simpler: round moments, short spans, few cut paths, one time instead of three. */
export function plainerFaults(search: Search): void {
  for (let index = 0; index < search.best.faults.length; index += 1) {
    rounderMoment(search, index);
    plainerTrigger(search, index);
    for (const field of timeFields) shorter(search, index, field);
    fewerTimes(search, index);
    fewerCuts(search, index);
  }
}

function change(search: Search, index: number, changed: (fault: Fault) => Fault): boolean {
  const faults = search.best.faults.map((fault, each) => (each === index ? changed(fault) : fault));
  return search.accepts({ ...search.best, faults });
}

function rounderMoment(search: Search, index: number): void {
  const atUs = search.best.faults[index]?.atUs ?? 0;
  for (const nearest of plainerMoments(atUs)) {
    if (change(search, index, (fault) => ({ ...fault, atUs: nearest }))) return;
  }
}

function plainerTrigger(search: Search, index: number): void {
  const on = search.best.faults[index]?.on;
  if (on === undefined) return;
  const { withinUs, ...fixed } = on;
  if (withinUs !== undefined) change(search, index, (fault) => ({ ...fault, on: fixed }));
  if (on.delayUs === 0) return;
  for (const delayUs of [0, ...shorterLengths(on.delayUs)]) {
    if (change(search, index, (fault) => ({ ...fault, on: { ...(fault.on ?? on), delayUs } }))) return;
  }
}

function shorter(search: Search, index: number, field: (typeof timeFields)[number]): void {
  const fault = search.best.faults[index];
  const now = fault !== undefined && field in fault ? (fault as unknown as Record<string, unknown>)[field] : undefined;
  if (typeof now !== "number" || now <= 0) return;
  for (const lengthUs of plainerLengths(now)) {
    if (change(search, index, (one) => ({ ...one, [field]: lengthUs }) as Fault)) return;
  }
}

function fewerTimes(search: Search, index: number): void {
  const fault = search.best.faults[index];
  if (fault !== undefined && "times" in fault && fault.times > 1) {
    change(search, index, (one) => ({ ...one, times: 1 }) as Fault);
  }
}

/** Leaves out whole paths, both directions at once; a cut that was one-way loses its directions one by one. */
function fewerCuts(search: Search, index: number): void {
  // A cut that leaves some paths open may not last longer with the assumption partial-cuts-are-short.
  const maxUs = shortCutUs(constantsWith(search.best.set));
  const cutOf = (): Cut => {
    const fault = search.best.faults[index];
    return fault?.kind === "partition" && fault.forUs <= maxUs ? fault.cut : [];
  };
  reduceList(
    () => pathsOf(cutOf()).length,
    (from, to) => {
      const cut = pathsOf(cutOf()).flatMap((path, each) => (each < from || each >= to ? path : []));
      if (cut.length > 0) change(search, index, (fault) => ({ ...fault, cut }) as Fault);
    },
  );
}

type Cut = readonly (readonly [number, number])[];

/** The directed pairs of a cut, by the two hosts they are between. */
function pathsOf(cut: Cut): Cut[] {
  const paths = new Map<string, (readonly [number, number])[]>();
  for (const pair of cut) {
    const key = [...pair].sort((a, b) => a - b).join("-");
    paths.set(key, [...(paths.get(key) ?? []), pair]);
  }
  return [...paths.values()];
}
