/** A moment or a length of time for people: `12.345678 s`. */
export function seconds(us: number): string {
  return `${(us / 1_000_000).toFixed(6)} s`;
}

/** A host for people. */
export function node(pnn: number): string {
  return pnn < 0 ? "nobody" : `node ${pnn}`;
}

/** Several hosts for people: `node 0, node 1 and node 2`. */
export function nodes(pnns: readonly number[]): string {
  const names = pnns.map(node);
  const last = names.pop();
  return names.length === 0 ? (last ?? "nobody") : `${names.join(", ")} and ${last}`;
}
