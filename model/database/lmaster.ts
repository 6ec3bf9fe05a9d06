import { hashOf, type Pnn, UNKNOWN } from "../words/index.ts";

/**
 * The node that knows where a record is: the map's node at the key's hash. CTDB hashes by another function; which node
 * a key falls to is arbitrary there too.
 *
 * @returns `UNKNOWN` if the map is empty
 */
export function lmasterOf(map: readonly Pnn[], key: string): Pnn {
  return map[hashOf(key) % map.length] ?? UNKNOWN;
}
