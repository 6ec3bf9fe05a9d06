import type { Fault, Pnn, Scenario, TraceEvent } from "../../model/index.ts";
import { faultWords } from "../text/index.ts";

/** One fault as it struck. */
export interface FaultBand {
  /** Its place in the plan. */
  readonly index: number;
  readonly kind: string;
  /** What it does, in a phrase; not yet escaped. */
  readonly words: string;
  readonly hosts: readonly Pnn[];
  readonly fromUs: number;
  /** The same as `fromUs`: it was over at once. */
  readonly toUs: number;
}

/** The faults that struck, in order of time. */
export function faultBands(
  scenario: Pick<Scenario, "faults" | "nodes">,
  events: readonly TraceEvent[],
  endUs: number,
): readonly FaultBand[] {
  const ends = new Map<number, number>();
  for (const event of events) if (event.type === "fault-ended") ends.set(event.index, event.atUs);
  return events.flatMap((event, place) => {
    if (event.type !== "fault-injected") return [];
    const { index, atUs, host } = event;
    const fault = scenario.faults[index];
    if (fault === undefined) return [];
    const toUs = ends.get(index) ?? lastsUntilUs(fault, atUs, endUs);
    const hosts = host >= 0 ? [host] : struck(fault, scenario.nodes, events[place + 1]);
    return [{ index, kind: fault.kind, words: faultWords(fault), hosts, fromUs: atUs, toUs }];
  });
}

/** Of a fault whose end nobody saw. */
function lastsUntilUs(fault: Fault, atUs: number, endUs: number): number {
  if (fault.kind === "admin" || !("forUs" in fault)) return atUs;
  return fault.forUs === 0 ? endUs : Math.min(endUs, atUs + fault.forUs);
}

/**
 * Where a fault of no particular host strikes.
 *
 * @param next what was seen next: of a partition that was aimed at a host, what it really cuts
 */
function struck(fault: Fault, nodes: number, next: TraceEvent | undefined): readonly Pnn[] {
  const all = Array.from({ length: nodes }, (_, pnn) => pnn);
  if (fault.kind === "partition") return mostCutOff(next?.type === "partition-began" ? next.cut : fault.cut, all);
  if ("from" in fault) return all.filter((pnn) => pnn === fault.from || pnn === fault.to);
  return all;
}

/** The hosts that lose the most peers: of two sides the smaller one, of two equal ones both. */
function mostCutOff(cut: readonly (readonly [Pnn, Pnn])[], all: readonly Pnn[]): readonly Pnn[] {
  const lost = all.map((pnn) => {
    const pairs = cut.filter((pair) => pair.includes(pnn));
    return new Set(pairs.map(([from, to]) => (from === pnn ? to : from))).size;
  });
  const most = Math.max(1, ...lost);
  return all.filter((pnn) => lost[pnn] === most);
}
