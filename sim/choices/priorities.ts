import { type Choices, checkBound } from "./choices.ts";
import { seeded } from "./seeded.ts";
import { drawBelow, openStream, type Stream } from "./stream.ts";

/** How the ranks of a run are dealt. */
export interface Priorities {
  /** So many times somebody's rank drops to the lowest. */
  readonly changes: number;
  /** At moments among so many first decisions, counted in those that ranks decide; 1 or more. */
  readonly among: number;
}

/** Who asks under a label: how slowly it is served. */
interface Asker {
  /** The band of each range that its decisions come from: 0 the least values, `BANDS` the greatest one alone. */
  band: number;
  readonly stream: Stream;
}

/** A range is cut into so many bands: askers of different ranks rarely meet, and one of a rank still varies a little. */
const BANDS = 16;

/** Streams whose decisions are times; who is served first makes no difference to any other. */
const TIMES: ReadonlySet<string> = new Set(["network", "local", "exec", "storage", "script", "timer", "service"]);

/**
 * Decisions by rank: whoever asks has a rank, drawn from the seed, and is served fast or slowly all along.
 *
 * Even draws of every decision hardly ever keep one link slow for a whole election; ranks do. `changes` times an asker
 * drops to the lowest rank for good: it gets the greatest value from then on. After "A randomized scheduler with
 * probabilistic guarantees of finding bugs" (Burckhardt et al., 2010), with hosts and links as threads; but who drops is
 * drawn, a label first: by whose turn it is, it would nearly always be a link, which asks a thousand times as often as a disk.
 * Decisions that are not times, or whose asker is unknown, are drawn evenly.
 *
 * @throws ChoiceError on an empty seed
 */
export function prioritized(seed: string, { changes, among }: Priorities): Choices {
  const even = seeded(seed);
  const stream = openStream(`${seed}/priorities`);
  const moments = drawMoments(stream, changes, among);
  const askers = new Map<string, Asker[]>(); // lists with gaps: the index is who
  let asked = 0;
  let drops = 0;
  return {
    pick(label, bound, who) {
      if (who === undefined || !TIMES.has(label)) return even.pick(label, bound);
      checkBound(label, bound);
      if (bound === 1) return 0;
      const asker = askerOf(askers, seed, label, who);
      for (asked += 1; drops < moments.length && asked > (moments[drops] as number); drops += 1) drop(stream, askers);
      return valueIn(asker, bound);
    },
  };
}

/** The moments at which a rank drops, in order: each one of the first `among` decisions. */
function drawMoments(stream: Stream, changes: number, among: number): number[] {
  return Array.from({ length: changes }, () => drawBelow(stream, among)).sort((one, other) => one - other);
}

/** Somebody who has asked so far has the lowest rank from now on. */
function drop(stream: Stream, askers: ReadonlyMap<string, readonly Asker[]>): void {
  const lists = [...askers.values()];
  const list = (lists[drawBelow(stream, lists.length)] ?? []).filter((asker) => asker !== undefined);
  const asker = list[drawBelow(stream, list.length)];
  if (asker !== undefined) asker.band = BANDS;
}

function askerOf(askers: Map<string, Asker[]>, seed: string, label: string, who: number): Asker {
  let list = askers.get(label);
  if (list === undefined) {
    list = [];
    askers.set(label, list);
  }
  let asker = list[who];
  if (asker === undefined) {
    const stream = openStream(`${seed}/priorities/${label}/${who}`);
    asker = { stream, band: drawBelow(stream, BANDS) };
    list[who] = asker;
  }
  return asker;
}

/** A value from the asker's band of `[0, bound)`; bands of a range smaller than their number fall together. */
function valueIn({ band, stream }: Asker, bound: number): number {
  if (band === BANDS) return bound - 1;
  const step = bound / BANDS;
  const low = Math.floor(band * step);
  const size = Math.floor((band + 1) * step) - low;
  return size > 1 ? low + drawBelow(stream, size) : low;
}
