/** What reading and writing share: they know which field they are at, so that an error can name it. */
export class Cursor {
  /** What is read or written: an operation, or a control's part. */
  readonly what: string;
  readonly #path: (string | number)[] = [];

  constructor(what: string) {
    this.what = what;
  }

  /** Goes into a field, or into the element of a list. */
  enter(name: string | number): void {
    this.#path.push(name);
  }

  /** Goes out of it again. */
  leave(): void {
    this.#path.pop();
  }

  /** The path of the field that is being read or written. */
  get field(): string {
    return this.#path.length === 0 ? "the content" : this.#path.join(".");
  }
}
