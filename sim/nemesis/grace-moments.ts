import type { Scenario } from "../../model/index.ts";
import { seeded } from "../choices/index.ts";
import type { Cases } from "./cases.ts";
import { drawFailingGrace } from "./failing-grace.ts";
import { drawOutlivingServer } from "./outliving-servers.ts";
import { renumbered } from "./renumber.ts";
import { sorted } from "./swarm.ts";
import type { Timeline } from "./timeline.ts";

/** Where and when; not in a case, and not where it is said which kinds of fault there are. */
interface Where {
  readonly live: readonly number[];
  readonly timeline: Timeline;
  readonly cases: Cases | undefined;
  readonly isAsked: boolean;
}

/** What strikes servers of NFS in some runs, each from a stream of its own, so that all else is as without it. */
export function withGraceMoments(scenario: Scenario, { live, timeline, cases, isAsked }: Where): Scenario {
  const { seed, faults, nfs } = scenario;
  if (nfs === undefined || cases !== undefined || isAsked) return scenario;
  const own = [
    ...drawFailingGrace(seeded(`${seed}/failing-grace`), live.length, timeline),
    ...drawOutlivingServer(seeded(`${seed}/outliving-servers`), live.length, timeline),
  ];
  return own.length === 0
    ? scenario
    : { ...scenario, faults: sorted([...faults, ...own.map((one) => renumbered(one, live))]) };
}
