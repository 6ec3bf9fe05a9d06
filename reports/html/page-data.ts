import type { Bar, FaultBand, Violation } from "../diagram/index.ts";
import type { Likelihood, StateChange } from "../story/index.ts";

/** A process as it stands, without what tells it from its like: who it is and when its timers are due. */
export type Shape = Omit<NonNullable<StateChange["process"]>, "pid" | "timers">;

/**
 * Everything the script of the page works on. It stands in the page as JSON: the long lists are plain numbers,
 * each moment as its distance from the one before.
 */
export interface PageData {
  readonly nodes: number;
  readonly endUs: number;
  /** Texts that the numbers below point at. */
  readonly words: readonly string[];
  /** Per event: microseconds since the one before, host, weight (0..3), mark (`MARK_*`), text. */
  readonly events: readonly number[];
  /** Per host and kind of bar: from, to, text; absolute. */
  readonly bars: readonly Readonly<Record<Bar, readonly number[]>>[];
  readonly faults: readonly FaultBand[];
  readonly violations: readonly Violation[];
  readonly packets: PackedPackets;
  readonly states: PackedStates;
  readonly likelihood: Likelihood | null;
}

/** Numbers an event of {@link PageData} has. */
export const EVENT_SIZE = 5;
/** Numbers a packet of {@link PageData} has. */
export const PACKET_SIZE = 5;

/** The mark of an event of the cluster. */
export const MARK_EVENT = 0;
/** The mark of a fault. */
export const MARK_FAULT = 1;
/** The mark of its end. */
export const MARK_FAULT_END = 2;

/** Packets between hosts. */
export interface PackedPackets {
  /** What they are about, and how many there were; those that are `left` out are not among the flights. */
  readonly kinds: readonly { readonly name: string; readonly count: number; readonly left: boolean }[];
  /** Per packet: microseconds since the one before was sent, from, to, kind, microseconds on its way (-1: lost). */
  readonly flights: readonly number[];
}

/** What every process was at. */
export interface PackedStates {
  readonly shapes: readonly Shape[];
  /** Names of timers. */
  readonly timers: readonly string[];
  /**
   * Per change: microseconds since the one before, host, pid, shape (-1: the process is gone), number of timers,
   * and per timer its name and in how many microseconds it is due.
   */
  readonly changes: readonly number[];
  /** Changes of timers alone that were left out because there are too many. */
  readonly left: number;
}
