import type { PageData } from "../page-data.ts";
import type { TimeWindow } from "./time-window.ts";

/** Heights in a drawing, pixels. */
export const SIZE = {
  axis: 24,
  strip: 17,
  lane: 94,
  /** Within a lane: the labels, the marks, and each bar. */
  marks: 26,
  bars: 39,
  bar: 10,
  curve: 110,
  foot: 8,
} as const;

/** Where things are in the drawing. */
export class Layout {
  readonly width: number;
  /** Where time begins: the names of hosts stand to its left. */
  readonly left: number;
  readonly right: number;
  readonly faultRows: number;
  readonly lanesTop: number;
  readonly lanesBottom: number;
  readonly height: number;
  readonly isNarrow: boolean;
  readonly window: TimeWindow;

  constructor(data: PageData, width: number, window: TimeWindow) {
    this.width = width;
    this.window = window;
    this.isNarrow = width < 620;
    this.left = this.isNarrow ? 58 : 132;
    this.right = width - 10;
    this.faultRows = Math.min(3, data.faults.length);
    const strips = this.faultRows + (data.violations.length > 0 ? 1 : 0);
    this.lanesTop = SIZE.axis + strips * SIZE.strip + 6;
    this.lanesBottom = this.lanesTop + data.nodes * SIZE.lane;
    this.height = this.lanesBottom + (data.likelihood === null ? 0 : SIZE.curve) + SIZE.foot;
  }

  /** A moment, from the left. */
  x(atUs: number): number {
    const { fromUs, toUs } = this.window;
    return this.left + ((atUs - fromUs) / (toUs - fromUs)) * (this.right - this.left);
  }

  /** The moment at a distance from the left. */
  time(x: number): number {
    const { fromUs, toUs } = this.window;
    return fromUs + ((x - this.left) / (this.right - this.left)) * (toUs - fromUs);
  }

  /** The top of a host's lane. */
  lane(host: number): number {
    return this.lanesTop + host * SIZE.lane;
  }

  /** Is any of a stretch shown? */
  shows(fromUs: number, toUs: number): boolean {
    return toUs >= this.window.fromUs && fromUs <= this.window.toUs;
  }

  /** A stretch as its left end and its width, cut at the ends of the window. */
  stretch(fromUs: number, toUs: number, widthMin = 0): { readonly x: number; readonly width: number } {
    const x = Math.max(this.left, this.x(fromUs));
    return { x, width: Math.max(widthMin, Math.min(this.right, this.x(toUs)) - x) };
  }
}
