import type { Fault, FaultMoment, Scenario } from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange, seeded } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";
import type { Cases } from "./cases.ts";
import { renumbered } from "./renumber.ts";
import { sorted } from "./swarm.ts";
import type { Timeline } from "./timeline.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "by-hand";

const TIMES_MAX = 3;
/** Most addresses that a host is given at once. */
const GIVEN_MAX = 8;

/** Mostly addresses are gone; or one is there that another node has; or all of them are, and what others had comes to it. */
const WAYS = ["del", "del", "flush", "flush", "flush", "add", "all-come", "all-come"] as const;

/** Where and when somebody does so; not in a case, where it is said which kinds of fault there are, or where nobody reloads. */
interface Where {
  readonly live: readonly number[];
  readonly timeline: Timeline;
  readonly cases: Cases | undefined;
  readonly isAsked: boolean;
}

/**
 * Public addresses come and go in the kernel of a node behind its daemon's back (facts/ip-nfs.md §2.1): in one run of four of those
 * in which addresses are changed at all, from a stream of its own, so that all else is as without it. Not in every run: while no
 * node can host anything, takeover runs follow one another for it, and no monitor event comes to its end (docs/findings.md).
 */
export function withHands(scenario: Scenario, { live, timeline, cases, isAsked }: Where): Scenario {
  const { seed, faults, publicAddresses = [], reload } = scenario;
  if (publicAddresses.length === 0 || cases !== undefined || isAsked || reload === undefined) return scenario;
  const own = drawHands(
    seeded(`${seed}/by-hand`),
    live.length,
    publicAddresses.map(({ address }) => address),
    timeline,
  );
  return own.length === 0
    ? scenario
    : { ...scenario, faults: sorted([...faults, ...own.map((one) => renumbered(one, live))]) };
}

/** What somebody does by hand in this run: nothing, in three of four. */
export function drawHands(
  choices: Choices,
  nodes: number,
  addresses: readonly string[],
  timeline: Timeline,
): readonly Fault[] {
  if (!drawChance(choices, L, 1, 4)) return [];
  const times = drawRange(choices, L, 1, TIMES_MAX);
  return Array.from({ length: times }, () => drawOnce(choices, nodes, addresses, timeline)).flat();
}

function drawOnce(
  choices: Choices,
  nodes: number,
  addresses: readonly string[],
  { hurtFromUs, healAtUs }: Timeline,
): readonly Fault[] {
  const way = drawOneOf(choices, L, WAYS);
  const host = drawRange(choices, L, 0, nodes - 1);
  const atUs = drawRange(choices, L, hurtFromUs, healAtUs);
  const base = { kind: "ip-command", host } as const;
  if (way !== "all-come" || nodes < 2) {
    const one = { ...base, ...moment(choices, atUs) };
    if (way === "del" || way === "flush") return [{ ...one, command: way }];
    return [{ ...one, command: "add", address: drawOneOf(choices, L, addresses) }];
  }
  // Before the next look at its addresses others have to give up their own.
  const first = drawRange(choices, L, 0, Math.max(0, addresses.length - GIVEN_MAX));
  const given = addresses.slice(first, first + GIVEN_MAX);
  const disabledUs = atUs + drawRange(choices, L, 0, 400 * ms);
  const enabledUs = disabledUs + drawRange(choices, L, 10 * s, 60 * s);
  const one = (host + 1 + drawRange(choices, L, 0, nodes - 2)) % nodes;
  const leaving = drawChance(choices, L, 1, 2) ? [one] : allNodes(nodes).filter((pnn) => pnn !== host);
  return [
    ...given.map((address) => ({ ...base, atUs, command: "add", address }) as const),
    ...leaving.flatMap((pnn): readonly Fault[] => [
      { kind: "admin", host: pnn, atUs: disabledUs, command: "disable" },
      { kind: "admin", host: pnn, atUs: enabledUs, command: "enable" },
    ]),
  ];
}

/** At a moment of its own, or while a takeover run is on. */
function moment(choices: Choices, atUs: number): FaultMoment {
  if (!drawChance(choices, L, 1, 3)) return { atUs };
  return { atUs, on: { event: "takeover-started", delayUs: drawRange(choices, L, 0, 500 * ms) } };
}
