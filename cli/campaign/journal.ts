import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import type { CanaryNote } from "../../reports/index.ts";
import { UsageError } from "../usage-error.ts";
import type { CampaignWork, ChunkResult } from "./campaign.ts";
import type { Range } from "./chunks.ts";
import type { Shard } from "./shard-campaign.ts";

/** What a campaign is: the first line of its journal, and the head of what a shard hands on. */
export interface CampaignHead {
  /** Version of this format. */
  readonly journal: 1;
  readonly work: CampaignWork;
  readonly range: Range;
  /** Null: all of it. */
  readonly shard: Shard | null;
  /** A canary must be found. */
  readonly wantsCanary: boolean;
  readonly version: string;
  readonly modelHash: string;
}

/** What a journal holds. */
export interface JournalContent {
  readonly head: CampaignHead;
  /** Absent: it was not settled yet. */
  readonly canary?: CanaryNote;
  readonly results: readonly ChunkResult[];
  /** The campaign came to its end. */
  readonly isOver: boolean;
}

type Line = CampaignHead | { readonly canary: CanaryNote } | { readonly result: ChunkResult } | { readonly over: true };

/** What a campaign has behind it, line by line on disk: whatever ends the program, finished chunks stay. */
export class Journal {
  private readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Begins a journal; one that stands there is overwritten. */
  static begin(path: string, head: CampaignHead): Journal {
    writeFileSync(path, `${JSON.stringify(head)}\n`);
    return new Journal(path);
  }

  /**
   * Goes on with a journal; a last line that was cut off is taken away.
   *
   * @throws UsageError if it is none
   */
  static goOn(path: string, name: string): [Journal, JournalContent] {
    const bytes = readFileSync(path);
    const whole = bytes.lastIndexOf("\n") + 1;
    const content = contentOf(bytes.subarray(0, whole).toString(), name);
    if (whole < bytes.length) truncateSync(path, whole);
    return [new Journal(path), content];
  }

  /** What a journal holds, if there is one. */
  static peek(path: string, name: string): JournalContent | undefined {
    if (!existsSync(path)) return undefined;
    const text = readFileSync(path, "utf8");
    return text.includes("\n") ? contentOf(text.slice(0, text.lastIndexOf("\n") + 1), name) : undefined;
  }

  /** The canary is settled. */
  canary(canary: CanaryNote): void {
    this.append({ canary });
  }

  /** A chunk is finished. */
  result(result: ChunkResult): void {
    this.append({ result });
  }

  /** Everything that was asked for is done. */
  over(): void {
    this.append({ over: true });
  }

  private append(line: Line): void {
    appendFileSync(this.path, `${JSON.stringify(line)}\n`);
  }
}

function contentOf(text: string, name: string): JournalContent {
  const [head, ...lines] = text
    .split("\n")
    .slice(0, -1)
    .map((line, index) => parsed(line, index + 1, name));
  if (head === undefined || !("journal" in head) || head.journal !== 1)
    throw new UsageError(`${name}: line 1: this is no journal of a campaign; give --fresh to begin anew`);
  const canary = lines.find((line) => "canary" in line)?.canary;
  return {
    head,
    ...(canary === undefined ? {} : { canary }),
    results: lines.flatMap((line) => ("result" in line ? [line.result] : [])),
    isOver: lines.at(-1) !== undefined && "over" in (lines.at(-1) as Line),
  };
}

function parsed(line: string, number: number, name: string): Line {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null) return value as Line;
  } catch {
    // told below
  }
  throw new UsageError(`${name}: line ${number}: this is not a line of a journal; give --fresh to begin anew`);
}
