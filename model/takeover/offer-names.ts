import type { Reply } from "../effect/index.ts";
import { type CtdbdContext, type CtdbdEffect, hasOwnFlag, replyTo } from "../node/index.ts";
import { type AddressRecord, hasLink, type KnownAddress } from "../public-address/index.ts";
import { FLAG, INACTIVE, type Pnn } from "../words/index.ts";
import { areOwnersReplicated, namedIn } from "./served-database.ts";

/** Can this node be given addresses? It says so itself, and nobody else decides (facts/ip-nfs.md §1.1). */
function offers(c: CtdbdContext): boolean {
  return c.d.runState === "running" && !hasOwnFlag(c.d, INACTIVE | FLAG.disabled | FLAG.unhealthy);
}

/** Who serves these, as this node believes, or as its copy of the database says. */
function owners({ d, f }: CtdbdContext, records: readonly AddressRecord[]): readonly KnownAddress[] {
  const named = (text: string): Pnn => namedIn(f.file?.copies, text);
  return records.map(({ address, pnn }) => ({ address, pnn: areOwnersReplicated(d) ? named(address.text) : pnn }));
}

/** Which of these the kernel has, or are placed, where whoever asks goes by that. */
function held({ d, f }: CtdbdContext, records: readonly AddressRecord[]): Pick<Reply, "held"> {
  if (!areOwnersReplicated(d)) return {};
  const has = ({ address, placedOn }: AddressRecord): boolean => placedOn !== "" || f.interfaces.includes(address.text);
  return { held: records.flatMap((record) => (has(record) ? [record.address.text] : [])) };
}

/** What a node says of the public addresses that it knows. */
export const offerEffects = {
  replyAddresses: {
    sentence: "answer with the addresses it knows and who it believes serves them, or with those that it can host now",
    effect: (c, e) => {
      const isAll = "request" in e && e.request.body.onlyAvailable !== true;
      const records = isAll || offers(c) ? Object.values(c.d.publicAddresses) : [];
      const told = isAll ? records : records.filter((record) => !record.isLeaving && hasLink(c.d.interfaces, record));
      const addresses = owners(c, told);
      if (!isAll) return replyTo(e, { status: 0, addresses, canHost: offers(c) });
      const leaving = told.flatMap(({ isLeaving, address }) => (isLeaving ? [address.text] : []));
      const unlinked = told.flatMap((record) => (hasLink(c.d.interfaces, record) ? [] : [record.address.text]));
      return replyTo(e, {
        status: 0,
        addresses,
        ...(leaving.length === 0 ? {} : { leaving }),
        ...(unlinked.length === 0 ? {} : { unlinked }),
        ...held(c, told),
        links: Object.fromEntries(Object.values(c.d.interfaces).map(({ name, isUp }) => [name, isUp])),
        canHost: offers(c),
      });
    },
  },
} as const satisfies Record<string, CtdbdEffect>;
