import type { Scenario } from "../../model/index.ts";
import type { CampaignTallyData } from "../../reports/index.ts";
import type { RunRequest } from "../session/request.ts";

/** What every run of a campaign is made of; plain data, so that it can travel. */
export interface CampaignWork {
  /** What was asked for, what it names read already. */
  readonly request: RunRequest;
  /** The scenario that was given instead of a drawn one. */
  readonly scenario: Scenario | null;
  /** Run number i has the seed `word/i`. */
  readonly word: string;
}

/** Some runs in a row: the unit in which a campaign is given away. The same chunk gives the same result everywhere. */
export interface Chunk {
  /** Its name within the campaign. */
  readonly id: string;
  readonly work: CampaignWork;
  /** Its place among the chunks of the campaign, from 0 on; what was done before leaves its places empty. */
  readonly place: number;
  /** Number of its first run. */
  readonly first: number;
  readonly count: number;
  /** Who runs it must have this version and, under this work, this model. */
  readonly version: string;
  readonly modelHash: string;
  /** The chunk ends with the first run that breaks this property. */
  readonly stopAt?: string;
}

/** What became of a chunk; plain data. */
export interface ChunkResult {
  readonly id: string;
  readonly first: number;
  /** So many runs from the first on are over: fewer than asked for if the campaign was stopped. */
  readonly count: number;
  readonly tally: CampaignTallyData;
}

/** Whoever has the runs of a campaign made: threads of this machine, a part of them, many machines. */
export interface Campaign {
  /**
   * Takes chunks as it has room for them; results come in any order, each once. It ends when no chunk is left and all
   * results are out, or soon after `stop`.
   */
  results(chunks: Iterable<Chunk>): AsyncIterable<ChunkResult>;
  /** Ends runs under way; what is over of their chunks comes out as shorter results. */
  stop(): void;
}

/** The seed of one run. */
export function seedOf({ word }: CampaignWork, index: number): string {
  return `${word}/${index}`;
}
