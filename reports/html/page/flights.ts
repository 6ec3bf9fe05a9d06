import { PACKET_SIZE, type PackedPackets } from "../page-data.ts";

/** One packet. */
export interface Flight {
  /** When it was sent. */
  readonly atUs: number;
  readonly from: number;
  readonly to: number;
  readonly kind: number;
  /** -1: it never arrived. */
  readonly tookUs: number;
}

/** The packets, unpacked. */
export function flightsOf({ flights }: PackedPackets): readonly Flight[] {
  const all: Flight[] = [];
  let atUs = 0;
  for (let i = 0; i < flights.length; i += PACKET_SIZE) {
    const [since = 0, from = 0, to = 0, kind = 0, tookUs = -1] = flights.slice(i, i + PACKET_SIZE);
    atUs += since;
    all.push({ atUs, from, to, kind, tookUs });
  }
  return all;
}
