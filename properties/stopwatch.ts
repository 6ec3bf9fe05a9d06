/** How long a condition was true: in all, and at a stretch. */
export class Stopwatch {
  totalUs = 0;
  longestUs = 0;
  private sinceUs = -1;

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
