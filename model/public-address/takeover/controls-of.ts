import { FLAG, INACTIVE, type Pnn, UNKNOWN } from "../../words/index.ts";
import type { IpAddress } from "../address/index.ts";
import type { Assignment, KnownAddress } from "../allocation/index.ts";
import type { SentControls, TakeoverPhase } from "./phases.ts";
import type { OwnerRecords } from "./takeover-work.ts";

/** What the helper has learnt so far in its run. */
export interface TakeoverKnowledge {
  /** The node it runs on. */
  readonly own: Pnn;
  /** The flags of each node, by the node map. */
  readonly flags: readonly number[];
  /** What each node knows; nothing of nodes that were not asked. */
  readonly known: readonly (readonly KnownAddress[])[];
  /** Where it stands in a database who serves what: what that says; absent, null: it does not. */
  readonly records?: OwnerRecords | null;
  /** What each node offers to host. */
  readonly available: readonly (readonly IpAddress[])[];
  readonly assignments: readonly Assignment[];
}

/** The controls of a phase, in the order sent; none means that the phase is over at once. */
export function controlsOf(phase: TakeoverPhase, knowledge: TakeoverKnowledge): SentControls[] {
  const { control, to } = phase;
  if (to === "own") return [{ control, to: [knowledge.own] }];
  if (to === "connected") return together(control, connectedNodes(knowledge.flags));
  if (to === "active-with-addresses")
    return together(
      control,
      activeNodes(knowledge.flags).filter((pnn) => (knowledge.known[pnn]?.length ?? 0) > 0),
    );
  return to === "owners" ? takes(knowledge) : releases(knowledge);
}

/** Nodes that are not disconnected: banned, stopped and deleted ones are among them. */
export function connectedNodes(flags: readonly number[]): Pnn[] {
  return nodesWithout(flags, FLAG.disconnected);
}

/** Nodes that are in the cluster. */
export function activeNodes(flags: readonly number[]): Pnn[] {
  return nodesWithout(flags, INACTIVE);
}

function nodesWithout(flags: readonly number[], bits: number): Pnn[] {
  return flags.flatMap((one, pnn) => ((one & bits) === 0 ? [pnn] : []));
}

function together(control: SentControls["control"], to: readonly Pnn[]): SentControls[] {
  return to.length === 0 ? [] : [{ control, to }];
}

/**
 * Every address is released by every connected node that knows it and shall not have it, also where it is not: so they
 * learn who has it. Where that stands in a database, only who has it or is named for it need release it.
 */
function releases({ flags, known, records, assignments }: TakeoverKnowledge): SentControls[] {
  const connected = connectedNodes(flags);
  const texts =
    records?.held.map((each) => new Set(each)) ??
    known.map((reports) => new Set(reports.map(({ address }) => address.text)));
  return assignments.flatMap(({ address, pnn: owner }) => {
    const to = connected.filter((pnn) => pnn !== owner && texts[pnn]?.has(address.text) === true);
    return to.length === 0 ? [] : [{ control: "RELEASE_IP", to, address, owner }];
  });
}

function takes({ assignments }: TakeoverKnowledge): SentControls[] {
  return assignments.flatMap(({ address, pnn: owner }) =>
    owner === UNKNOWN ? [] : [{ control: "TAKEOVER_IP", to: [owner], address, owner }],
  );
}
