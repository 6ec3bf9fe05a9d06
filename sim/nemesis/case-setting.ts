import type { DatabaseSpec, Fault, Job, Pnn } from "../../model/index.ts";
import { type Choices, drawOneOf, drawRange } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";
import type { Timeline } from "./timeline.ts";

/** What clients do and what goes wrong in the case that an assumption about databases rules out or repairs. */
export interface DatabaseCase {
  readonly faults: readonly Fault[];
  readonly jobs: readonly Job[];
  /** The databases that it needs; absent: those that were drawn. */
  readonly databases?: readonly DatabaseSpec[];
  /** Nodes without the LMASTER capability; absent: none. */
  readonly notLmaster?: readonly Pnn[];
  /** At the heal nothing is started or switched off: that would cure it. */
  readonly staysDown?: boolean;
}

/** What a case is drawn from; there are two volatile databases at least. */
export interface CaseSetting {
  readonly choices: Choices;
  readonly nodes: number;
  readonly first: DatabaseSpec;
  readonly second: DatabaseSpec;
  readonly timeline: Timeline;
}

const s = 1_000_000;
const L = "database-case";
/** By then a cluster has booted and its nodes have their addresses. */
const BOOTED_US = 45 * s;

/** When a case begins: the cluster is at work, and there is time left until it is healed. */
export function beginning({ choices, timeline }: CaseSetting): number {
  return drawRange(choices, L, BOOTED_US, Math.max(BOOTED_US, timeline.healAtUs - 60 * s));
}

/** Some node, but not one of these. */
export function node({ choices, nodes }: CaseSetting, but: readonly Pnn[] = []): Pnn {
  const left = allNodes(nodes).filter((pnn) => !but.includes(pnn));
  return left.length === 0 ? 0 : drawOneOf(choices, L, left);
}

/** Somebody asks for a recovery. */
export function recover(setting: CaseSetting, atUs: number): Fault {
  return { kind: "admin", atUs, host: node(setting), command: "recover" };
}

/** All links of one node, both ways: what a partition of the shape `isolate` cuts; and the others. */
export function isolated(
  { nodes }: CaseSetting,
  away: Pnn,
): { readonly others: readonly Pnn[]; readonly cut: ReturnType<typeof linkOf> } {
  const others = allNodes(nodes).filter((pnn) => pnn !== away);
  return { others, cut: others.flatMap((pnn) => linkOf(away, pnn)) };
}

/** The link of two nodes, both ways: what a partition of the shape `link` cuts. */
export function linkOf(one: Pnn, other: Pnn): readonly (readonly [Pnn, Pnn])[] {
  return [
    [one, other],
    [other, one],
  ];
}
