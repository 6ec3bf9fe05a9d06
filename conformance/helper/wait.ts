import { setTimeout as sleep } from "node:timers/promises";

/** How often a condition is looked at: well below what is measured, well above what it costs. */
const LOOK_EVERY_MS = 3;

/** Waits until `look` answers something, at most so long. */
export async function until<T>(look: () => T | undefined, withinMs: number): Promise<T | undefined> {
  const end = performance.now() + withinMs;
  for (;;) {
    const seen = look();
    if (seen !== undefined) return seen;
    if (performance.now() >= end) return undefined;
    await sleep(LOOK_EVERY_MS);
  }
}
