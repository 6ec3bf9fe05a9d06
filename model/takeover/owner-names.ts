import type { CtdbdContext, CtdbdEffect } from "../node/index.ts";
import type { AddressRecord } from "../public-address/index.ts";
import { type Pnn, UNKNOWN } from "../words/index.ts";
import { areOwnersReplicated, namedIn, readServed } from "./served-database.ts";

/**
 * Who serves an address, as this node believes: what it keeps for itself, or, where that stands in a database, itself if it
 * does, and else whom its copy names. A record that names this node, which does not serve it, is taken for nobody's.
 */
export function believedOwner({ d, f }: CtdbdContext, { pnn, address }: AddressRecord): Pnn {
  if (pnn === d.pnn || !areOwnersReplicated(d)) return pnn;
  const named = namedIn(f.file?.copies, address.text);
  return named === d.pnn ? UNKNOWN : named;
}

/** What a node does to know who serves what, where that stands in a database. */
export const ownerEffects = {
  readOwners: {
    sentence: "read this node's copy of the database, if it stands there who serves what",
    effect: ({ d }) => readServed(d),
  },
  listHeld: {
    sentence: "look which addresses the kernel has, if whoever asks goes by that",
    effect: ({ d }) => (areOwnersReplicated(d) ? { kind: "interface", op: "list" } : undefined),
  },
  beginOwners: {
    sentence: "begin to write who shall serve what",
    effect: (_c, e) => ("request" in e ? { kind: "begin", chart: "write-owners", request: e.request } : undefined),
  },
} as const satisfies Record<string, CtdbdEffect>;
