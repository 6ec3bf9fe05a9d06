import { durationText } from "../time-text.ts";
import type { TalliedCell } from "./grace-cell.ts";

/** The columns of a cell. */
export const cellHead = [
  "failure",
  "client",
  "others",
  "window p50",
  "p95",
  "p99",
  "max",
  "seen in",
  "loud",
  "silent",
  "healthy",
  "blocked",
] as const;

/** What the columns mean, a line each. */
export const cellLegend: readonly (readonly [name: string, meaning: string])[] = [
  ["window", "how long a lock that a client believed to hold could have been granted to somebody else, per failover"],
  ["seen in", "share of the runs that had a window, whether or not somebody came"],
  ["loud", "of 1,000 runs: a lock was taken from a client whose server went or moved, and who finds out"],
  ["silent", "of 1,000 runs: the same, but it was given back before the client reclaimed: nobody ever learns"],
  ["healthy", "of 1,000 runs: a lock was taken from a client whose own server was there all the time"],
  ["blocked", "how long the clients of a run were refused because of a grace, or of a lock that is held: all together"],
  ["open", "a run lost a lock; the first one that did is named. closed: none did"],
];

/** What a cell says, column by column. */
export function cellWords(cell: TalliedCell): readonly string[] {
  const { failure, client, smb, runs, opened, violations, windowUs, blockedUs } = cell;
  const thousand = (count: number): string => (count === 0 ? "0" : String(Math.round((1_000 * count) / runs)));
  const time = (us: number): string => (us === 0 ? "0" : roundedText(us));
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
export function isClosed({ firstLoss }: TalliedCell): boolean {
  return firstLoss === null;
}

/** A length of time in three digits: in a table more would be noise. */
function roundedText(us: number): string {
  let unit = 1;
  while (us >= 1_000 * unit) unit *= 10;
  return durationText(Math.round(us / unit) * unit);
}
