import type { Pnn } from "../../model/index.ts";

/** One packet between two hosts. */
export interface PacketFlight {
  readonly from: Pnn;
  readonly to: Pnn;
  /** What it is about, such as `LEADER_BROADCAST` or `control GET_RECMODE`. */
  readonly name: string;
  /** When it was sent, microseconds. */
  readonly sentUs: number;
  /** When it was delivered, microseconds; absent: it never was. */
  readonly arrivedUs?: number;
}
