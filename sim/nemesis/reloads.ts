import type { AddressFault, FaultMoment, Scenario } from "../../model/index.ts";
import { type Choices, drawChance, drawOneOf, drawRange, seeded } from "../choices/index.ts";
import type { Cases } from "./cases.ts";
import { renumbered } from "./renumber.ts";
import { sorted } from "./swarm.ts";
import type { Timeline } from "./timeline.ts";

const s = 1_000_000;
const L = "reloads";

const COMMANDS_MAX = 4;
const ADDED_MAX = 3;

/** What an administrator may do: a reload, of which there are several, is the most frequent. */
const KINDS = ["all-add", "all-drop", "one-adds", "one-drops", "swap", "addip", "delip", "moveip"] as const;

/** What may be added, and what may be dropped. */
interface Pool {
  readonly nodes: number;
  readonly known: readonly string[];
  /** Nobody knows them at the start. */
  readonly fresh: readonly string[];
}

/** Where and when that may be; not in a case that stands alone. */
interface Where {
  readonly live: readonly number[];
  readonly timeline: Timeline;
  readonly cases: Cases | undefined;
}

/**
 * Public addresses change at run time, if somebody reloads them: from a stream of its own, so that all else is as without it.
 */
export function withReloads(scenario: Scenario, { live, timeline, cases }: Where): Scenario {
  const { seed, faults, publicAddresses = [], nfs, reload } = scenario;
  if (reload === undefined || cases?.alone === true) return scenario;
  const choices = seeded(`${seed}/reloads`);
  const fresh = Array.from({ length: ADDED_MAX }, (_, index) => `10.1.0.${index + 1}`);
  // Clients of NFS have no other way to their files than the addresses that there were.
  const known = nfs === undefined ? publicAddresses.map(({ address }) => address) : fresh;
  const pool = { nodes: live.length, known, fresh };
  const commands = Array.from({ length: drawRange(choices, L, 1, COMMANDS_MAX) }, () =>
    drawCommands(choices, pool, timeline),
  );
  const own = commands.flat().map((fault) => renumbered(fault, live));
  return { ...scenario, faults: sorted([...faults, ...own]) };
}

function drawCommands(choices: Choices, pool: Pool, { hurtFromUs, healAtUs }: Timeline): readonly AddressFault[] {
  const atUs = drawRange(choices, L, hurtFromUs, healAtUs);
  const host = drawRange(choices, L, 0, pool.nodes - 1);
  const kind = drawOneOf(choices, L, KINDS);
  const some = (all: readonly string[]): readonly string[] => {
    const first = drawRange(choices, L, 0, Math.max(0, all.length - 1));
    return all.slice(first, first + drawRange(choices, L, 1, ADDED_MAX));
  };
  const reload = { ...moment(choices, atUs), kind: "address-command", host, command: "reloadips" } as const;
  const all = [...pool.known, ...pool.fresh];
  const address = drawOneOf(choices, L, all);
  const one = { ...reload, address };
  const to = drawRange(choices, L, 0, pool.nodes - 1);
  switch (kind) {
    case "all-add":
      return [{ ...reload, everywhere: true, adds: some(pool.fresh) }];
    case "all-drop":
      return [{ ...reload, everywhere: true, drops: some(pool.known) }];
    case "one-adds":
      return [{ ...reload, adds: some(pool.fresh) }];
    case "one-drops":
      return [{ ...reload, drops: some(pool.known) }];
    // What a file has lost it gets back before long, and soon after it another.
    case "swap": {
      const [dropped, added] = [some(pool.known), some(pool.fresh)];
      const laterUs = drawRange(choices, L, 0, 5 * s);
      return [
        { ...reload, atUs, everywhere: true, drops: dropped },
        { ...reload, atUs: Math.min(healAtUs, atUs + laterUs), everywhere: true, adds: [...dropped, ...added] },
      ];
    }
    case "addip":
    case "delip":
      return [{ ...one, command: kind }];
    case "moveip":
      return [{ ...one, address: drawOneOf(choices, L, pool.known), command: kind, to }];
  }
}

/** At a moment of its own, or while a takeover run is on. */
function moment(choices: Choices, atUs: number): FaultMoment {
  if (!drawChance(choices, L, 1, 3)) return { atUs };
  return { atUs, on: { event: "takeover-started", delayUs: drawRange(choices, L, 0, 2 * s) } };
}
