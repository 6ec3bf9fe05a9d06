import { groupLives, killGroup, lastResort } from "../cleanup/index.ts";

/** The process groups of a user's executable. */
export class Calls {
  readonly #running = new Set<number>();
  /** Groups of calls that are over with something still running: it may be the service. */
  readonly #left = new Set<number>();
  readonly #takeBack = lastResort(() => this.#killAll());

  /** A call has begun. */
  began(group: number): void {
    this.#running.add(group);
  }

  /** A call is over. What it left running stays until the end. */
  over(group: number): void {
    this.#running.delete(group);
    if (groupLives(group)) this.#left.add(group);
  }

  /** Kills the calls that are not over. */
  stop(): void {
    for (const group of this.#running) killGroup(group);
  }

  /** Kills whatever still runs. */
  end(): void {
    this.#killAll();
    this.#takeBack();
  }

  #killAll(): void {
    this.stop();
    for (const group of this.#left) killGroup(group);
    this.#left.clear();
  }
}
