import type { ClauseHead } from "./clause.ts";
import type { Finding } from "./finding.ts";

/** One line of what happened during a clause. */
export interface TranscriptLine {
  /** Milliseconds since the clause began. */
  readonly atMs: number;
  readonly text: string;
}

/** A clause that was checked, or could not be. */
export interface ClauseResult extends ClauseHead, Finding {
  readonly tookMs: number;
  readonly transcript: readonly TranscriptLine[];
}
