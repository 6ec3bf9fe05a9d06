import type { Pnn } from "../../model/index.ts";
import type { FaultBand } from "./fault-bands.ts";
import type { Row } from "./rows.ts";

/** A row with its place on the page. */
export interface PlacedRow extends Row {
  readonly lines: readonly string[];
  readonly top: number;
  /** The middle of its first line. */
  readonly y: number;
  readonly bottom: number;
}

/** What the places of a diagram are made from; lengths in pixels. */
interface PlanOf {
  readonly rows: readonly PlacedRow[];
  readonly top: number;
  readonly bottom: number;
  readonly endUs: number;
  readonly left: number;
  readonly laneWidth: number;
}

/** Where hosts and moments are in a diagram whose time is folded: as far as its rows need it, no further. */
export class Plan {
  readonly top: number;
  readonly bottom: number;
  readonly laneWidth: number;
  private readonly of: PlanOf;

  constructor(of: PlanOf) {
    this.of = of;
    this.top = of.top;
    this.bottom = of.bottom;
    this.laneWidth = of.laneWidth;
  }

  /** The middle of a host's column. */
  x(pnn: Pnn): number {
    return this.of.left + pnn * this.laneWidth + this.laneWidth / 2;
  }

  /** A fault from its own row to the row of its end, as far as they are shown. */
  ofFault({ index, fromUs, toUs }: FaultBand): { readonly from: number; readonly to: number } {
    const own = (kind: Row["kind"]): number | undefined =>
      this.of.rows.find((row) => row.kind === kind && row.fault === index)?.y;
    const from = own("fault") ?? this.y(fromUs);
    return { from, to: toUs === fromUs ? from : (own("fault-end") ?? this.y(toUs)) };
  }

  /** A moment: at its first row, or between the rows around it. */
  y(atUs: number): number {
    const { rows, top, bottom, endUs } = this.of;
    if (atUs <= 0) return top;
    if (atUs >= endUs) return bottom;
    const next = rows.findIndex((row) => row.atUs >= atUs);
    const after = rows[next];
    if (after?.atUs === atUs) return after.y;
    const before = rows[(next < 0 ? rows.length : next) - 1];
    return ((before?.y ?? top) + (after?.y ?? bottom)) / 2;
  }
}
