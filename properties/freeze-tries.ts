import type { Pnn } from "../model/index.ts";
import { freezeTriesUs } from "./bounds.ts";
import type { Picture } from "./picture/index.ts";
import type { Setting } from "./property.ts";

/**
 * When the tries of the freezes are over that stand in line on these hosts; 0: none does. Whoever owes a recovery asks
 * this once, when it is due: so it cannot go on for ever.
 */
export function endOfTriesUs(picture: Picture, hosts: readonly Pnn[], { constants }: Setting): number {
  const begunUs = picture.freezes.inLine("").flatMap(({ host, sinceUs }) => (hosts.includes(host) ? [sinceUs] : []));
  return begunUs.length === 0 ? 0 : Math.max(...begunUs) + freezeTriesUs(constants);
}
