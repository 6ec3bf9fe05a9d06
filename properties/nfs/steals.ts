import { never } from "../never.ts";
import type { Property, Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { type ClaimNews, Claims, claimNeeds, claimTypes } from "./claims.ts";
import { needsNfs } from "./needs-nfs.ts";

/** One of the claims that no lock is taken from under a client. */
interface Kind {
  readonly name: string;
  readonly sentence: string;
  readonly isIt: (news: ClaimNews) => boolean;
  readonly bound: string;
}

function steal({ name, sentence, isIt, bound }: Kind): Property<Claims> {
  return never<Claims>({
    name,
    sentence,
    needs: claimNeeds,
    on: claimTypes,
    applies: needsNfs,
    initial: (setting) => new Claims(setting),
    step(claims, event) {
      const news = claims.observe(event);
      return news !== null && isIt(news) ? violation(news, event.atUs, bound) : null;
    },
  });
}

function violation({ kind, victim, intrusion }: ClaimNews, atUs: number, bound: string): Violation {
  const file = JSON.stringify(victim.file);
  const what =
    kind === "conflict"
      ? `Client ${intrusion.by} came to hold the lock of ${file} while client ${victim.client} believed to hold it.`
      : `Client ${victim.client} reclaimed the lock of ${file}, which client ${intrusion.by} had held in between.`;
  return {
    atUs,
    hosts: [victim.node],
    why: [
      what,
      `Client ${victim.client} had it since ${clock(victim.sinceUs)}, through ${node(victim.node)}; the other one had it from ${clock(intrusion.atUs)}.`,
      bound,
    ],
  };
}

/** Nobody is granted what a client whose server has gone may still reclaim: the client finds out, or may. */
export const noLockWhileReclaimable = steal({
  name: "no-lock-while-reclaimable",
  sentence: "While a client whose server went or moved believes to hold a lock, nobody else comes to hold it.",
  isIt: (news) => news.kind === "conflict" && !news.intrusion.isHealthy,
  bound:
    "Its server was gone or had given up the address; until the client has reclaimed or knows better the bound is zero.",
});

/** Nobody holds it in between, so that the client never learns that it was alone no longer. */
export const noSilentSteal = steal({
  name: "no-silent-steal",
  sentence: "A lock that is reclaimed after its server went or moved was nobody else's in between.",
  isIt: (news) => news.kind === "silent" && !news.intrusion.isHealthy,
  bound: "The client cannot know that what the lock protects has changed: the bound is zero.",
});

/** Who holds a lock through a node that is well keeps it, whatever happens to others. */
export const healthyClientsKeepTheirLocks = steal({
  name: "healthy-clients-keep-their-locks",
  sentence:
    "What a client holds through a server that is there, under the address it knows, nobody else comes to hold.",
  isIt: (news) => news.intrusion.isHealthy,
  bound: "Its own server had neither gone nor moved: the bound is zero.",
});
