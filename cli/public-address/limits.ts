/** The most nodes that are taken. */
export const NODES_MAX = 1024;

const ADDRESSES_MAX = 20_000;

/** Pairs of an address and a node: so much memory an allocation takes, at 8 bytes each. */
const PAIRS_MAX = 5_000_000;

/** Why so many nodes with so many addresses are refused; undefined if they are not. */
export function tooMany(nodes: number, addresses: number): string | undefined {
  if (nodes > NODES_MAX) return `at most ${NODES_MAX} nodes, there are ${nodes}`;
  if (addresses > ADDRESSES_MAX) return `at most ${ADDRESSES_MAX} addresses, there are ${addresses}`;
  if (nodes * addresses <= PAIRS_MAX) return undefined;
  return `nodes times addresses: at most ${PAIRS_MAX}, there are ${nodes} and ${addresses}`;
}
