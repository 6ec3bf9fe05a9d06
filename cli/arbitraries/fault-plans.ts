import type { Arbitrary } from "fast-check";
import type { CtdbVersion, Fault, FaultKind, LockDesign } from "../../model/index.ts";
import { drawnScenario } from "./drawn-scenario.ts";
import { gentlerFaults } from "./gentler.ts";
import { seeds } from "./seeds.ts";

/** The cluster that faults are drawn for. */
export interface FaultPlanOptions {
  readonly nodes: number;
  readonly lock: LockDesign;
  readonly ctdb?: CtdbVersion;
  /** Only these kinds; absent: all that the assumptions in force allow. */
  readonly kinds?: readonly FaultKind[];
  /** Names of assumptions that are not in force: give the same to the scenario (`dropped`). */
  readonly dropped?: readonly string[];
  /** No fault comes later, microseconds: heal the scenario here. Two minutes if absent. */
  readonly untilUs?: number;
}

/** A clock that was set back must have caught up at the heal, though a trigger may come this late. */
const TRIGGER_US = 20_000_000;

/**
 * Lists of faults for a scenario of one's own. They respect the assumptions in force, and shrink towards fewer, gentler
 * and earlier faults.
 *
 * @throws UsageError if fast-check is not installed, or a kind of fault can never strike
 *
 * @example
 * const plans = faultPlans({ nodes: 3, lock: "fcntl", kinds: ["kill-process", "pause-host"], untilUs: 120_000_000 });
 * const heal = { atUs: 120_000_000, core: [0, 1, 2] };
 * await fc.assert(fc.asyncProperty(plans, (faults) => assertHolds({ nodes: 3, durationUs: 400_000_000, faults, heal })));
 */
export function faultPlans(options: FaultPlanOptions): Arbitrary<readonly Fault[]> {
  const { nodes, lock, ctdb, kinds, dropped = [], untilUs = 120_000_000 } = options;
  const draw = drawnScenario({
    lock,
    nodes,
    drop: dropped,
    databases: 0,
    ...(ctdb === undefined ? {} : { ctdb }),
    ...(kinds === undefined ? {} : { faults: kinds }),
  });
  draw("1");
  return seeds().chain((seed) => {
    const { faults, heal } = draw(seed);
    const drawnUntilUs = heal?.atUs ?? untilUs;
    // What follows another fault of a plan may have been drawn for a moment after the heal.
    const placed = ({ atUs }: Fault): number => Math.min(untilUs, Math.floor((atUs * untilUs) / drawnUntilUs));
    const fitted = faults.map((fault) => fittedInto(fault, placed(fault), untilUs));
    return gentlerFaults(fitted, Math.min(...fitted.map(({ atUs }) => atUs)));
  });
}

function fittedInto(fault: Fault, atUs: number, untilUs: number): Fault {
  if (fault.kind !== "clock-step" || fault.byUs >= 0) return { ...fault, atUs };
  const leftUs = Math.max(0, untilUs - atUs - (fault.on === undefined ? 0 : TRIGGER_US));
  return { ...fault, atUs, byUs: 0 - Math.min(-fault.byUs, leftUs) };
}
