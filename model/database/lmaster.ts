import { type Pnn, UNKNOWN } from "../words/index.ts";

const FNV_OFFSET = 0x811c_9dc5;
const FNV_PRIME = 0x0100_0193;

/**
 * The node that knows where a record is: the map's node at the key's hash. CTDB hashes by another function; which node
 * a key falls to is arbitrary there too.
 *
 * @returns `UNKNOWN` if the map is empty
 */
export function lmasterOf(map: readonly Pnn[], key: string): Pnn {
  return map[hashOf(key) % map.length] ?? UNKNOWN;
}

/** FNV-1a over the key's code units. */
function hashOf(key: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), FNV_PRIME);
  return hash >>> 0;
}
