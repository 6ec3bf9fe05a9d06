import type { GroupMember, SeenNode } from "../../model/index.ts";
import { Field, UINT32_MAX } from "./field.ts";
import { NODES_MAX } from "./limits.ts";

/** What `natgw --json` and `lvs --json` are asked. @throws InputError */
export function groupAsked(text: string): {
  readonly nodes: readonly SeenNode[];
  readonly group: readonly GroupMember[];
} {
  const { nodes, group } = Field.parse(text).members(["nodes", "group"]);
  const seen = nodes.items(NODES_MAX).map(seenNode);
  const numbers = seen.map(({ pnn }) => pnn);
  const twice = numbers.find((pnn, index) => numbers.indexOf(pnn) !== index);
  if (twice !== undefined) throw nodes.refused(`node ${twice} is there twice`);
  return { nodes: seen, group: group.items(NODES_MAX).map(groupMember) };
}

function seenNode(item: Field): SeenNode {
  const { pnn, address, flags } = item.members(["pnn", "address", "flags"]);
  return { pnn: pnn.integer(0, UINT32_MAX), address: address.address(), flags: flags.integer(0, UINT32_MAX) };
}

function groupMember(item: Field): GroupMember {
  const { address, options } = item.members(["address", "options"]);
  // The tools refuse every other word, and two of them.
  const words = options.isGiven ? options.items(1).map((word) => word.choice(["follower-only"])) : [];
  return { address: address.address(), isFollowerOnly: words.length > 0 };
}
