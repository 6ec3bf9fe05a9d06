import type { PacketFlight } from "../story/index.ts";
import { Interned } from "./interned.ts";
import type { PackedPackets } from "./page-data.ts";

/** More packets than this make a page slow to open: the most frequent kinds are left out then. */
const FLIGHTS_MAX = 40_000;

/** Packets as numbers. Of a long run the kinds that there are most of are only counted. */
export function packPackets(packets: readonly PacketFlight[], flightsMax = FLIGHTS_MAX): PackedPackets {
  const names = new Interned<string>();
  const counts: number[] = [];
  for (const { name } of packets) {
    const kind = names.of(name, name);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  const left = tooFrequent(counts, flightsMax);
  const flights: number[] = [];
  let lastUs = 0;
  for (const { from, to, name, sentUs, arrivedUs } of packets) {
    const kind = names.of(name, name);
    if (left.has(kind)) continue;
    flights.push(sentUs - lastUs, from, to, kind, arrivedUs === undefined ? -1 : arrivedUs - sentUs);
    lastUs = sentUs;
  }
  const kinds = names.values.map((name, kind) => ({ name, count: counts[kind] ?? 0, left: left.has(kind) }));
  return { kinds, flights };
}

function tooFrequent(counts: readonly number[], flightsMax: number): ReadonlySet<number> {
  const left = new Set<number>();
  let total = counts.reduce((sum, count) => sum + count, 0);
  const byCount = counts.map((count, kind) => ({ count, kind })).sort((a, b) => b.count - a.count || a.kind - b.kind);
  for (const { count, kind } of byCount) {
    if (total <= flightsMax) break;
    left.add(kind);
    total -= count;
  }
  return left;
}
