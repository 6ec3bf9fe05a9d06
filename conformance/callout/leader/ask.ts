import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Finding, fail, pass } from "../../clause/index.ts";
import type { GroupMember } from "../leader-rule.ts";
import { endingInWords, type NodeView, type Outcome } from "../sandbox/index.ts";
import type { CalloutTrial } from "../trial.ts";
import { caseInWords, type LeaderCase, spread } from "./cases.ts";
import type { LeaderKind } from "./kind.ts";

/** Asks a script at node `pnn` one thing about a table of nodes and a group file. */
export function ask(
  trial: CalloutTrial,
  kind: LeaderKind,
  verb: string,
  nodes: readonly NodeView[],
  file: string,
  pnn = 0,
): Promise<Outcome> {
  const node = trial.node(pnn);
  node.believe({ pnn, nodes, addresses: [] });
  writeFileSync(join(node.folder, "base", kind.file), file);
  return node.run(verb);
}

/** A group file as an administrator writes it. */
export function fileOf(group: readonly GroupMember[]): string {
  return group.map(({ address, followerOnly }) => `${address}${followerOnly ? " follower-only" : ""}\n`).join("");
}

/** Tries cases until one is answered otherwise than `differs` wants. */
export async function tryCases(
  trial: CalloutTrial,
  cases: readonly LeaderCase[],
  differs: (each: LeaderCase) => Promise<string | undefined>,
): Promise<Finding> {
  const chosen = spread(cases, trial.limits.leaderCases);
  for (const each of chosen) {
    const why = await differs(each);
    if (why !== undefined) return fail(`${caseInWords(each)}: ${why}`);
  }
  return pass(`${chosen.length} of ${cases.length} cases were answered as the rule says`);
}

/** How an answer about the leader differs from the rule's. */
export function differsFromRule(kind: LeaderKind, { nodes, group }: LeaderCase, outcome: Outcome): string | undefined {
  const { leader } = kind.leader(nodes, group);
  const said = outcome.out.trim();
  const answer = `it said ${said === "" ? "nothing" : JSON.stringify(said.slice(0, 80))} and ${endingInWords(outcome)}`;
  if (leader === undefined) {
    return said === "" && outcome.status === kind.nobody
      ? undefined
      : `nobody can lead, to be told by ${kind.nobody} alone, but ${answer}`;
  }
  return said === kind.line(leader) && outcome.status === 0
    ? undefined
    : `the leader is node ${leader.pnn}, but ${answer}`;
}
