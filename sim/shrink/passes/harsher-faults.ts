import { constantsWith, type Scenario } from "../../../model/index.ts";
import { shortCutUs } from "../../nemesis/index.ts";
import { longer } from "../longer.ts";
import type { Search } from "../search.ts";

const SECOND = 1_000_000;
/** How long faults last that are to do the work of others too, microseconds. */
const lengthsUs = [60 * SECOND, 20 * SECOND];
/** How much longer the cluster is watched then, microseconds. */
const WATCHED_US = 70 * SECOND;

/** Leaves out two faults, or one, while all others last longer: what only kept something going need not be told. */
export function harsherFaults(search: Search): void {
  const cutMaxUs = shortCutUs(constantsWith(search.best.set));
  for (const lengthUs of lengthsUs) {
    for (let second = search.best.faults.length - 1; second >= 0; second -= 1) {
      for (let first = 0; first <= second; first += 1) {
        const faults = search.best.faults
          .filter((_, index) => index !== first && index !== second)
          .map((fault) => longer(fault, fault.kind === "partition" ? Math.min(lengthUs, cutMaxUs) : lengthUs));
        if (faults.length > 0 && search.accepts(watchedLonger({ ...search.best, faults }))) break;
      }
      second = Math.min(second, search.best.faults.length);
    }
  }
}

function watchedLonger(scenario: Scenario): Scenario {
  const { heal, durationUs } = scenario;
  const later = { ...scenario, durationUs: durationUs + WATCHED_US };
  return heal === undefined ? later : { ...later, heal: { ...heal, atUs: heal.atUs + WATCHED_US } };
}
