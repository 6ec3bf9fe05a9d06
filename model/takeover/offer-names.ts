import { type CtdbdContext, type CtdbdEffect, hasOwnFlag, replyTo } from "../node/index.ts";
import { hasLink } from "../public-address/index.ts";
import { FLAG, INACTIVE } from "../words/index.ts";

/** Can this node be given addresses? It says so itself, and nobody else decides (facts/ip-nfs.md §1.1). */
function offers(c: CtdbdContext): boolean {
  return c.d.runState === "running" && !hasOwnFlag(c.d, INACTIVE | FLAG.disabled | FLAG.unhealthy);
}

/** What a node says of the public addresses that it knows. */
export const offerEffects = {
  replyAddresses: {
    sentence: "answer with the addresses it knows and who it believes serves them, or with those that it can host now",
    effect: (c, e) => {
      const isAll = "request" in e && e.request.body.onlyAvailable !== true;
      const records = isAll || offers(c) ? Object.values(c.d.publicAddresses) : [];
      const told = isAll ? records : records.filter((record) => !record.isLeaving && hasLink(c.d.interfaces, record));
      const addresses = told.map(({ address, pnn }) => ({ address, pnn }));
      if (!isAll) return replyTo(e, { status: 0, addresses, canHost: offers(c) });
      const leaving = told.flatMap(({ isLeaving, address }) => (isLeaving ? [address.text] : []));
      const unlinked = told.flatMap((record) => (hasLink(c.d.interfaces, record) ? [] : [record.address.text]));
      return replyTo(e, {
        status: 0,
        addresses,
        ...(leaving.length === 0 ? {} : { leaving }),
        ...(unlinked.length === 0 ? {} : { unlinked }),
        links: Object.fromEntries(Object.values(c.d.interfaces).map(({ name, isUp }) => [name, isUp])),
        canHost: offers(c),
      });
    },
  },
} as const satisfies Record<string, CtdbdEffect>;
