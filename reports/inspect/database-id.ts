/** Where Bob Jenkins' hash (lookup3, public domain) starts, before the length is added. */
const START = 0xdead_beef;
/** How far the six steps of its mixing rotate. */
const MIX = [4, 6, 8, 16, 19, 4] as const;
/** And the seven steps of its end. */
const FINAL = [14, 11, 25, 16, 4, 14, 24] as const;

/** The number of a database: a hash of its name with the zero byte after it, 32 bits. */
export function databaseId(name: string): number {
  const bytes = [...new TextEncoder().encode(name), 0];
  const state = new Uint32Array(3).fill(START + bytes.length);
  let from = 0;
  for (; bytes.length - from > 12; from += 12) {
    take(state, bytes, from);
    mix(state);
  }
  take(state, bytes, from);
  return finish(state);
}

/** Adds the next three words, the lowest byte first; there are zeros behind the end. */
function take(state: Uint32Array, bytes: readonly number[], from: number): void {
  for (let at = 0; at < 12; at += 1) {
    const word = at >> 2;
    state[word] = (state[word] ?? 0) + (bytes[from + at] ?? 0) * 2 ** (8 * (at & 3));
  }
}

function mix(state: Uint32Array): void {
  for (const [step, by] of MIX.entries()) {
    const [here, before, next] = [step % 3, (step + 2) % 3, (step + 1) % 3];
    const old = state[before] ?? 0;
    state[here] = ((state[here] ?? 0) - old) ^ rotated(old, by);
    state[before] = old + (state[next] ?? 0);
  }
}

function finish(state: Uint32Array): number {
  for (const [step, by] of FINAL.entries()) {
    const [here, before] = [(step + 2) % 3, (step + 1) % 3];
    const old = state[before] ?? 0;
    state[here] = ((state[here] ?? 0) ^ old) - rotated(old, by);
  }
  return state[2] ?? 0;
}

function rotated(value: number, by: number): number {
  return ((value << by) | (value >>> (32 - by))) >>> 0;
}
