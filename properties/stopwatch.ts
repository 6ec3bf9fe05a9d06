/** How long a condition was true: in all, and at a stretch. */
export class Stopwatch {
  totalUs = 0;
  longestUs = 0;
  private sinceUs = -1;

  /** When it will have run for so long in all, should it go on running; infinite: it stands still, and has not. */
  reachesUs(limitUs: number): number {
    if (this.sinceUs < 0) return Number.POSITIVE_INFINITY;
    return this.sinceUs + Math.max(0, limitUs - this.totalUs);
  }

  /** The condition is now true or false. */
  set(isTrue: boolean, atUs: number): void {
    if (isTrue === this.sinceUs >= 0) return;
    if (isTrue) {
      this.sinceUs = atUs;
      return;
    }
    const lengthUs = atUs - this.sinceUs;
    this.totalUs += lengthUs;
    this.longestUs = Math.max(this.longestUs, lengthUs);
    this.sinceUs = -1;
  }
}
