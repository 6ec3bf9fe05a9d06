import type { Campaign, Chunk, ChunkResult } from "./campaign.ts";

/** One of several equal parts of a campaign, each made somewhere else. */
export interface Shard {
  /** From 1 to `of`. */
  readonly part: number;
  readonly of: number;
}

/** Makes every n-th chunk, beginning with the i-th, and leaves the others to the other shards. */
export class ShardCampaign implements Campaign {
  private readonly inner: Campaign;
  private readonly shard: Shard;

  constructor(inner: Campaign, shard: Shard) {
    this.inner = inner;
    this.shard = shard;
  }

  results(chunks: Iterable<Chunk>): AsyncIterable<ChunkResult> {
    return this.inner.results(mine(chunks, this.shard));
  }

  stop(): void {
    this.inner.stop();
  }
}

/** Is this chunk of that part? */
export function isMine({ place }: Chunk, { part, of }: Shard): boolean {
  return place % of === part - 1;
}

function* mine(chunks: Iterable<Chunk>, shard: Shard): Generator<Chunk> {
  for (const chunk of chunks) if (isMine(chunk, shard)) yield chunk;
}
