/** Which generation of a database came out of which, and when. */
export class Lineage {
  /** For each generation: those before it, and when the line that leads to it left them. */
  private readonly forks = new Map<number, Map<number, number>>();

  /** A node whose copy had one generation takes part in the recovery that brings the next. */
  derive(next: number, before: number, atUs: number): void {
    if (next === before) return;
    const forks = this.forks.get(next) ?? new Map<number, number>();
    this.forks.set(next, forks);
    const earlier = [[before, atUs] as const, ...(this.forks.get(before) ?? [])];
    for (const [generation, forkUs] of earlier)
      if (generation !== next) forks.set(generation, Math.min(forkUs, forks.get(generation) ?? forkUs));
  }

  /** Did the line that leads to one generation begin with another one as it was after that moment? */
  contains(generation: number, other: number, atUs: number): boolean {
    const forkUs = this.forks.get(generation)?.get(other);
    return forkUs !== undefined && atUs < forkUs;
  }
}
