import type { Pnn } from "../../model/index.ts";

/** Who does not reach whom: directed, counted, so that overlapping partitions do not undo each other. */
export class Grudges {
  private readonly counts: Int32Array;
  private readonly nodes: number;

  constructor(nodes: number) {
    this.nodes = nodes;
    this.counts = new Int32Array(nodes * nodes);
  }

  /** Is the path from one host to another cut? */
  isCut(from: Pnn, to: Pnn): boolean {
    return (this.counts[from * this.nodes + to] ?? 0) > 0;
  }

  /** Cuts directed pairs once more. */
  cut(pairs: readonly (readonly [Pnn, Pnn])[]): void {
    this.add(pairs, 1);
  }

  /** Takes one cut of each pair back. */
  mend(pairs: readonly (readonly [Pnn, Pnn])[]): void {
    this.add(pairs, -1);
  }

  private add(pairs: readonly (readonly [Pnn, Pnn])[], by: number): void {
    for (const [from, to] of pairs) {
      const index = from * this.nodes + to;
      this.counts[index] = Math.max(0, (this.counts[index] ?? 0) + by);
    }
  }
}
