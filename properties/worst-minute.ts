const minuteUs = 60_000_000;

/** Counts something, in all and in the minute in which it happened most. */
export class WorstMinute {
  count = 0;
  worst = 0;
  /** Moments of the last minute. */
  private readonly recentUs: number[] = [];

  /** It happened once more. */
  add(atUs: number): void {
    const { recentUs } = this;
    while (recentUs[0] !== undefined && recentUs[0] <= atUs - minuteUs) recentUs.shift();
    recentUs.push(atUs);
    this.count += 1;
    this.worst = Math.max(this.worst, recentUs.length);
  }
}
