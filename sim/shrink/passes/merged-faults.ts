import type { Fault } from "../../../model/index.ts";
import type { Search } from "../search.ts";

/** Faults that last and do nothing but make something slow, or fail, on one host: two of them are one that lasts longer. */
const mergeable = ["slow-exec", "slow-script", "slow-local-delivery", "storage-hang", "storage-error"] as const;
type Lasting = Extract<Fault, { kind: (typeof mergeable)[number] }>;

/** Makes one of two faults of the same kind on the same host: it does what both did. */
export function mergedFaults(search: Search): void {
  for (let second = search.best.faults.length - 1; second > 0; second -= 1) {
    for (let first = second - 1; first >= 0; first -= 1) {
      if (isMerged(search, first, second)) break;
    }
    second = Math.min(second, search.best.faults.length);
  }
}

function isMerged(search: Search, first: number, second: number): boolean {
  const { faults } = search.best;
  const [one, other] = [faults[first], faults[second]];
  if (!isLasting(one) || !isLasting(other) || one.kind !== other.kind || one.host !== other.host) return false;
  const rest = faults.filter((_, index) => index !== first && index !== second);
  return both(one, other).some((merged) => {
    // The plan stays in order of time.
    const at = merged.atUs === one.atUs ? first : second - 1;
    return search.accepts({ ...search.best, faults: rest.toSpliced(at, 0, merged) });
  });
}

/** As long as the two together, as strong as the stronger or as both; or only while both last, when they add up. */
function both(one: Lasting, other: Lasting): Fault[] {
  const ends = [one.atUs + one.forUs, other.atUs + other.forUs];
  const forUs = Math.max(...ends) - one.atUs;
  if (!("extraUs" in one && "extraUs" in other)) return [{ ...one, forUs }];
  const extraUs = one.extraUs + other.extraUs;
  const whole = [
    { ...one, forUs, extraUs: Math.max(one.extraUs, other.extraUs) },
    { ...one, forUs, extraUs },
  ];
  const overlapUs = Math.min(...ends) - other.atUs;
  return overlapUs <= 0 ? whole : [...whole, { ...other, forUs: overlapUs, extraUs }];
}

function isLasting(fault: Fault | undefined): fault is Lasting {
  return fault !== undefined && mergeable.some((kind) => kind === fault.kind);
}
