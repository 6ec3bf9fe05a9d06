/** A moment for people, as the story has it, but to the microsecond: `02:56.109771`. */
export function clock(us: number): string {
  const minutes = Math.floor(us / 60_000_000);
  const rest = ((us % 60_000_000) / 1_000_000).toFixed(6);
  return `${String(minutes).padStart(2, "0")}:${rest.padStart(9, "0")}`;
}

/** A length of time for people: `12.3 s`. */
export function seconds(us: number): string {
  return `${us / 1_000_000} s`;
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
