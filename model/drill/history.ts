import type { DrillAct } from "./act.ts";

/** What can be timed after an act: first byte, end of output, end of the process, the word of another helper. */
export const sightings = ["byteUs", "closedUs", "endedUs", "otherUs"] as const;

/** One of them. */
export type Sighting = (typeof sightings)[number];

/** What was seen of a helper from one act of a drill to the next. Times in microseconds after the act. */
export interface Episode extends Readonly<Partial<Record<Sighting, number>>> {
  readonly act: DrillAct;
  /** Microseconds from the start of the helper to the act; negative: before it. */
  readonly atUs: number;
  /** Bytes on its standard output; one that comes again and again stands there once. */
  readonly bytes: string;
  /** What another helper that was started by this act answered; empty: its output ended without a byte, or none came. */
  readonly other?: string;
}

/** Everything that was seen of a helper during a drill. */
export type History = readonly Episode[];

/** A time from the least to the most, microseconds. */
export type Interval = readonly [leastUs: number, mostUs: number];

/** One way in which an episode may go. */
export interface AllowedEpisode extends Readonly<Partial<Record<Sighting, Interval>>> {
  readonly act: DrillAct;
  readonly bytes: string;
  readonly other?: string;
}

/** One way in which a drill may go: one entry an act. */
export type AllowedHistory = readonly AllowedEpisode[];

/** The bytes of an episode with one more: a repetition of the last one says nothing new. */
export function withByte(bytes: string, byte: string): string {
  return bytes.endsWith(byte) ? bytes : bytes + byte;
}

/** What was seen, without the times: two episodes of the same look went the same way. */
export function lookOf(episode: Episode | AllowedEpisode): string {
  const { act, bytes, other, closedUs, endedUs } = episode;
  return JSON.stringify([act, bytes, other ?? null, closedUs !== undefined, endedUs !== undefined]);
}
