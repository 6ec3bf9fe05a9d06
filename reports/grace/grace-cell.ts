import type { GraceName } from "../../model/index.ts";

/** What one run of a cell came to. */
export interface GraceRun {
  readonly seed: string;
  readonly loud: boolean;
  readonly silent: boolean;
  readonly healthy: boolean;
  /** Longest time that a lock stood open, and time that clients waited for a grace, microseconds. */
  readonly windowUs: number;
  readonly blockedUs: number;
}

/** What a cell is: a design, and what happens to the cluster. */
export interface GraceCellKey {
  readonly grace: GraceName;
  readonly failure: "crash" | "graceful" | "hang";
  readonly client: "prompt" | "slow";
  /** Does smbd lock the same files? */
  readonly smb: boolean;
}

/** A cell of a comparison of grace designs, as `compare --grace --json` prints it. */
export interface GraceCell extends GraceCellKey {
  readonly runs: number;
  /**
   * Runs in which a lock was taken from a client that finds out (`loud`), or that never learns (`silent`), because its
   * server went or moved; and from a client whose server was there all the time (`healthy`).
   */
  readonly violations: { readonly loud: number; readonly silent: number; readonly healthy: number };
  /** How long a lock stood open to others: nearest rank, over all runs. */
  readonly windowUs: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number };
  /** How long the clients of a run were refused because of a grace, all together, on average. */
  readonly blockedUs: number;
}

/** A cell with what only people are told of it. */
export interface TalliedCell extends GraceCell {
  /** Runs in which a lock stood open for any time. */
  readonly opened: number;
  /** The first run that lost a lock; null: none did. */
  readonly firstLoss: string | null;
  /** The scenario of that run, if it is kept, and how its story is told. */
  readonly kept?: string;
}

/** Was a lock taken from somebody? */
export function isLoss({ loud, silent, healthy }: GraceRun): boolean {
  return loud || silent || healthy;
}

/** What the runs of a cell came to. */
export function graceCell(key: GraceCellKey, runs: readonly GraceRun[]): TalliedCell {
  const count = (is: (run: GraceRun) => boolean): number => runs.filter(is).length;
  const windows = runs.map(({ windowUs }) => windowUs).sort((a, b) => a - b);
  const rank = (share: number): number => windows[Math.max(0, Math.ceil(share * windows.length) - 1)] ?? 0;
  const blockedUs = runs.reduce((sum, run) => sum + run.blockedUs, 0);
  return {
    ...key,
    runs: runs.length,
    violations: {
      loud: count(({ loud }) => loud),
      silent: count(({ silent }) => silent),
      healthy: count(({ healthy }) => healthy),
    },
    windowUs: { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), max: rank(1) },
    blockedUs: runs.length === 0 ? 0 : Math.round(blockedUs / runs.length),
    opened: count(({ windowUs }) => windowUs > 0),
    firstLoss: runs.find(isLoss)?.seed ?? null,
  };
}

/** A cell without what only people are told. */
export function plainCell({ opened: _opened, firstLoss: _loss, kept: _kept, ...cell }: TalliedCell): GraceCell {
  return cell;
}
