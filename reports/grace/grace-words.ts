import { durationText } from "../time-text.ts";
import type { TalliedCell } from "./grace-cell.ts";

/** The columns of a cell. */
export const cellHead = [
  "failure",
  "client",
  "other users",
  "window p50",
  "p95",
  "p99",
  "max",
  "open in",
  "loud / 1,000",
  "silent / 1,000",
  "healthy / 1,000",
  "blocked a run",
] as const;

/** What a cell says, column by column. */
export function cellWords(cell: TalliedCell): readonly string[] {
  const { failure, client, smb, runs, opened, violations, windowUs, blockedUs } = cell;
  const thousand = (count: number): string => (count === 0 ? "0" : String(Math.round((1_000 * count) / runs)));
  const time = (us: number): string => (us === 0 ? "0" : durationText(us));
  return [
    failure,
    client,
    smb ? "smbd" : "none",
    time(windowUs.p50),
    time(windowUs.p95),
    time(windowUs.p99),
    time(windowUs.max),
    `${runs === 0 ? 0 : Math.round((100 * opened) / runs)} %`,
    thousand(violations.loud),
    thousand(violations.silent),
    thousand(violations.healthy),
    time(blockedUs),
  ];
}

/** Was nothing taken from anybody, in any run? */
export function isClosed({ violations: { loud, silent, healthy } }: TalliedCell): boolean {
  return loud + silent + healthy === 0;
}
