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

/** Words, and what they mean. */
type Legend = readonly (readonly [name: string, meaning: string])[];

/** What the other columns mean, a line each. */
const columnLegend: Legend = [
  ["window", "how long a lock that a client believed to hold could have been granted to somebody else, per failover"],
  ["seen in", "share of the runs that had a window, whether or not somebody came"],
  ["loud", "of 1,000 runs: a lock was taken from a client whose server went or moved, and who finds out"],
  ["silent", "of 1,000 runs: the same, but it was given back before the client reclaimed: nobody ever learns"],
  ["healthy", "of 1,000 runs: a lock was taken from a client whose own server was there all the time"],
  ["blocked", "how long the clients of a run were refused because of a grace, or of a lock that is held: all together"],
  ["open", "a run lost a lock; the first one that did is named"],
  ["unused", "no run lost a lock, though some had a window: nobody came while it was open"],
  ["closed", "no run lost a lock, and none had a window"],
];

/** What stands in the first three columns, a line each. */
const rowLegend: Legend = [
  ["crash", "the first node dies, and its address moves to the third"],
  ["graceful", "the first node is disabled and gives its address up"],
  ["hang", "the first node stands still, longer than the cluster waits for it, and then goes on"],
  ["prompt", "clients reclaim at once when they learn that their server is another one"],
  ["slow", "those who hold locks reclaim only after about as long as the design's grace lasts"],
  ["others", "smbd: it locks one of the files too, on a node; none: nobody does but clients of NFS"],
];

/** What the words of the table mean, a line each. */
export const cellLegend: Legend = [...rowLegend, ...columnLegend];

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

/** What a cell came to: a lock was lost, or it could have been, or neither, in any run. */
export function stateOf({ firstLoss, opened }: TalliedCell): "open" | "unused" | "closed" {
  if (firstLoss !== null) return "open";
  return opened > 0 ? "unused" : "closed";
}

/** What broke the budget, as the end of a sentence: how many cells, and the widest. Undefined: none did. */
export function overBudget(cells: readonly TalliedCell[], budgetUs: number): string | undefined {
  const over = cells.filter(({ windowUs }) => windowUs.max > budgetUs);
  const widestUs = Math.max(...over.map(({ windowUs }) => windowUs.max));
  const widest = over.find(({ windowUs }) => windowUs.max === widestUs);
  if (widest === undefined) return undefined;
  const { grace, failure, client, smb } = widest;
  const name = [grace, failure, client, smb ? "with smbd" : "without others"].join(", ");
  return `${over.length} of ${cells.length} cells ${over.length === 1 ? "is" : "are"} over it, the widest with ${durationText(widestUs)}: ${name}`;
}

/** A length of time in three digits: in a table more would be noise. */
function roundedText(us: number): string {
  let unit = 1;
  while (us >= 1_000 * unit) unit *= 10;
  return durationText(Math.round(us / unit) * unit);
}
