import type { ConstantName, Scenario } from "../../model/index.ts";
import { drawChance, drawOneOf, drawRange, drawSpread, seeded } from "../choices/index.ts";

const ms = 1_000;
const s = 1_000_000;

/**
 * In one run of four a volatile database is sticky, with limits by which its records are pinned down in a small cluster
 * too, where no call is sent on 50 times. From a stream of its own; a run with an assumption dropped is left as it is.
 */
export function withSticky(scenario: Scenario): Scenario {
  const { seed, databases = [], dropped, set } = scenario;
  // A client that attaches a database does not say that it is sticky.
  const possible = databases.filter(({ kind, attachedByClients }) => kind === "volatile" && attachedByClients !== true);
  const choices = seeded(`${seed}/sticky`);
  if (dropped.length > 0 || possible.length === 0 || !drawChance(choices, "some", 1, 4)) return scenario;
  const which = drawOneOf(choices, "which", possible);
  const limits: Partial<Record<ConstantName, number>> = {
    hopcountMakeSticky: drawRange(choices, "limits", 0, 2),
    stickyDurationUs: drawSpread(choices, "limits", 1 * s, 600 * s),
    stickyPindownUs: drawSpread(choices, "limits", 50 * ms, 800 * ms),
  };
  return {
    ...scenario,
    databases: databases.map((spec) => (spec === which ? { ...spec, sticky: true } : spec)),
    set: { ...limits, ...set },
  };
}
