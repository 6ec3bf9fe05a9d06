import { type Fault, type FaultOf, linksFail, type Scenario } from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange, drawSpread, seeded } from "../choices/index.ts";
import type { Cases } from "./cases.ts";
import { renumbered } from "./renumber.ts";
import { sorted } from "./swarm.ts";
import type { Timeline } from "./timeline.ts";

const s = 1_000_000;
const L = "links";

const CUTS_MAX = 3;

/** Where and when links fail; not in a case that stands alone. */
interface Where {
  readonly live: readonly number[];
  readonly timeline: Timeline;
  readonly cases: Cases | undefined;
  /** It is said which kinds of fault there are. */
  readonly isAsked: boolean;
}

/**
 * Links fail where it is said on which interfaces public addresses may be, in half of the runs; and two times in three one of the
 * interfaces alone. From a stream of its own, so that all else is as without it.
 */
export function withLinks(scenario: Scenario, { live, timeline, cases, isAsked }: Where): Scenario {
  const { seed, faults, publicAddresses = [], dropped } = scenario;
  const names = [...new Set(publicAddresses.flatMap(({ interfaces = [] }) => interfaces))];
  if (names.length === 0 || cases?.alone === true || (isAsked && !linksFail(scenario))) return scenario;
  const choices = seeded(`${seed}/links`);
  const isDrawn = !isAsked && dropped.length === 0 && drawChance(choices, L, 1, 2);
  const count = isDrawn ? drawRange(choices, L, 1, CUTS_MAX) : 0;
  const own = Array.from({ length: count }, () => renumbered(drawCut(choices, live.length, timeline), live));
  const aimed = [...faults, ...own].map((fault) =>
    fault.kind === "link-down" ? narrowed(choices, fault, names) : fault,
  );
  return { ...scenario, faults: sorted(aimed) };
}

/** Sometimes long enough for whoever should do something about it to be late. */
function drawCut(choices: Choices, nodes: number, { hurtFromUs, healAtUs }: Timeline): Fault {
  return {
    kind: "link-down",
    atUs: drawRange(choices, L, hurtFromUs, healAtUs),
    host: drawRange(choices, L, 0, nodes - 1),
    forUs: drawSpread(choices, L, 1 * s, 400 * s),
  };
}

function narrowed(choices: Choices, fault: FaultOf<"link-down">, names: readonly string[]): Fault {
  return drawChance(choices, L, 2, 3) ? { ...fault, interface: drawOneOf(choices, L, names) } : fault;
}
