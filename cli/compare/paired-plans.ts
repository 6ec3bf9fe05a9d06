import {
  assumptionsInForce,
  constantsWith,
  defaultAssumptionNames,
  type Fault,
  type LockDesign,
  leaseTtlUs,
  lockDesigns,
  pauseUs,
  type Scenario,
} from "../../model/index.ts";
import type { LeftOut } from "../../reports/index.ts";
import { droppedNames } from "../options/dropped.ts";
import { type Plan, planner } from "../session/plan.ts";
import type { RunRequest } from "../session/request.ts";
import { type Compared, commonKinds } from "./common-kinds.ts";
import { sameHurt } from "./same-hurt.ts";

/** The plans of one seed, one a design, with the same misfortunes; and what was left out so that they are the same. */
export interface Pair {
  readonly plans: readonly Plan[];
  readonly leftOut: readonly LeftOut[];
}

/** Gives the plans of each seed. What is left out of every seed stands in `leftOut`. */
export interface Pairing {
  readonly pairOf: (seed: string) => Pair;
  readonly leftOut: readonly LeftOut[];
}

/** What the designs need beside a lock. */
interface Paired {
  /** What each design changes about its scenario. */
  readonly changes?: readonly ((scenario: Scenario) => Scenario)[];
  /** What is drawn for all of them beside what was asked for. */
  readonly drawn?: Pick<RunRequest, "reload">;
}

/**
 * Draws each seed once, as the design is hurt that can bear least, then puts the other designs in its place.
 *
 * @param file the scenario that was given, instead of a drawn one
 */
export function pairing(
  given: RunRequest,
  locks: readonly LockDesign[],
  file: Scenario | undefined,
  { changes = [], drawn = {} }: Paired = {},
): Pairing {
  const request = file === undefined ? given : { ...given, asShipped: given.asShipped || isAsShipped(file) };
  const dropped = (lock: LockDesign): readonly string[] =>
    droppedNames(request.drop, request.asShipped, lock, request.ctdb);
  const compared: Compared = { locks, dropped, ctdb: request.ctdb };
  const common = file === undefined ? commonKinds(compared) : { kinds: [], leftOut: [] };
  const baseLock = baseOf(locks, request.set);
  const { faults: asked } = request;
  const kinds = common.kinds.filter((kind) => asked === undefined || asked.includes(kind));
  const draw = planner({ ...request, ...drawn, lock: baseLock, faults: kinds }, { scenario: undefined, defects: [] });
  const longer =
    file === undefined && request.durationUs === undefined ? settlingDifferenceUs(locks, baseLock, request) : 0;
  const onePause = file === undefined && locks.some((lock) => mayNotPauseTwice(lock, dropped(lock), request));
  const baseFor = (seed: string): Scenario => {
    if (file !== undefined) return file;
    const { scenario } = draw(seed);
    return { ...scenario, durationUs: scenario.durationUs + longer, dropped: [] };
  };
  return {
    leftOut: common.leftOut.filter(({ what }) => asked === undefined || asked.some((kind) => kind === what)),
    pairOf: (seed) => {
      const base = baseFor(seed);
      const { faults, leftOut } = sharedFaults(base.faults, locks, onePause);
      const plans = locks.map((lock, index) => {
        const own = { ...base, lock, faults: faults.map((each) => each[index] as Fault) };
        const scenario = changes[index]?.(own) ?? own;
        return planner(request, { scenario, defects: [] })(seed);
      });
      return { plans, leftOut };
    },
  };
}

/** A scenario that drops all that its own lock assumes means every lock as shipped. */
function isAsShipped({ lock, ctdb, dropped }: Scenario): boolean {
  return defaultAssumptionNames(lock, ctdb).every((name) => dropped.includes(name));
}

/** The faults that mean something to every design, one version a design; and the others, with reasons. */
function sharedFaults(all: readonly Fault[], locks: readonly LockDesign[], onePause: boolean) {
  const faults: (readonly Fault[])[] = [];
  const leftOut: LeftOut[] = [];
  let paused = false;
  for (const fault of all) {
    const what = "program" in fault ? `${fault.kind} ${fault.program}` : fault.kind;
    const hurts = locks.map((lock) => sameHurt(fault, lock));
    const none = hurts.find((hurt) => "none" in hurt);
    if (none !== undefined && "none" in none) leftOut.push({ what, why: none.none });
    else if (onePause && paused && isPause(fault))
      leftOut.push({
        what,
        why: "a second pause of a run: the assumption pause-shorter-than-ttl gives a lease a rest after the first",
      });
    else {
      paused ||= isPause(fault);
      faults.push(hurts.flatMap((hurt) => ("fault" in hurt ? [hurt.fault] : [])));
    }
  }
  return { faults, leftOut };
}

function isPause(fault: Fault): boolean {
  if (fault.kind === "clock-step") return fault.byUs < 0;
  return fault.kind === "pause-host" || fault.kind === "pause-process";
}

/** Of leases the one that bears the shortest pause; without any, no lock before a lock. */
function baseOf(locks: readonly LockDesign[], set: RunRequest["set"]): LockDesign {
  const leases = locks.filter((lock) => lockDesigns[lock].keeping === "lease");
  const k = constantsWith(set);
  const [shortest] = [...leases].sort((a, b) => pauseUs(a, k) - pauseUs(b, k));
  return shortest ?? (locks.includes("none") ? "none" : (locks[0] ?? "fcntl"));
}

/** A lease that lasts longer needs longer to settle. */
function settlingDifferenceUs(locks: readonly LockDesign[], base: LockDesign, { set }: RunRequest): number {
  const k = constantsWith(set);
  const longest = Math.max(...locks.map((lock) => leaseTtlUs(lock, k)));
  return 2 * (longest - leaseTtlUs(base, k));
}

function mayNotPauseTwice(lock: LockDesign, dropped: readonly string[], { ctdb }: RunRequest): boolean {
  return assumptionsInForce(lock, dropped, ctdb).some(({ name }) => name === "pause-shorter-than-ttl");
}
