import type { Chunk, ChunkResult } from "./campaign.ts";

/** Runs of a campaign that asks for many, or for a time. */
const CHUNK = 20;

/** A campaign of few runs is cut into about so many chunks, so that every worker gets some. */
const CHUNKS_MIN = 16;

/** The numbers of the runs that are asked for; without a last one they go on until somebody stops taking chunks. */
export interface Range {
  readonly first: number;
  readonly last: number | null;
}

/** Runs in a row that are over. */
export type Done = Pick<ChunkResult, "first" | "count">;

/** What all chunks of a campaign have in common. */
export type ChunkAbout = Pick<Chunk, "work" | "version" | "modelHash">;

/** The chunks of a campaign in order, without what is done; where they are cut depends on the range alone. */
export function* chunksOf({ first, last }: Range, about: ChunkAbout, done: readonly Done[]): Generator<Chunk> {
  const nextAfter = new Map(done.map((one) => [one.first, one.first + one.count]));
  const end = last === null ? Number.POSITIVE_INFINITY : last + 1;
  const size = last === null ? CHUNK : sizeFor(last - first + 1);
  let place = 0;
  for (let start = first; start < end; start += size, place += 1) {
    const stop = Math.min(end, start + size);
    let next = start;
    while (next < stop && nextAfter.has(next)) next = nextAfter.get(next) as number;
    if (next < stop) yield { ...about, id: `${next}-${stop - 1}`, place, first: next, count: stop - next };
  }
}

function sizeFor(runs: number): number {
  return Math.min(CHUNK, Math.max(1, Math.ceil(runs / CHUNKS_MIN)));
}
