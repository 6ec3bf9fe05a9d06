/** Gives each different value a number, in the order of their first appearance. */
export class Interned<T> {
  readonly values: T[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of a value; `key` is what makes it different. */
  of(value: T, key: string): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}
