import type { Effect } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import type { NfsServerData, NfsServerEvent } from "./nfs-server-data.ts";
import {
  addressOf,
  answer,
  answered,
  callOf,
  type ServerChange,
  type ServerEffect,
  type ServerGuard,
} from "./nfs-server-names.ts";
import { hasLock, othersThan, withoutClient } from "./v4-clients.ts";

type C = Context<NfsServerData>;

const isV4 = (e: NfsServerEvent): boolean => callOf(e)?.protocol === "v4";
const clientOf = (e: NfsServerEvent): number => (e.type === "LEASE_OVER" ? e.peer : (callOf(e)?.client ?? -1));

/** Is it for the server, which has a list of who may reclaim, and not for the file system to say whose a lock was? */
const hasList = ({ d: { design } }: C): boolean =>
  design.fileSystem !== "remember" && design.fileSystem !== "by-manager";

/** The address whose grace is over, where each has one of a mount, and the server a list of who may reclaim. */
const mountOf = (c: C, e: NfsServerEvent): string | undefined =>
  e.type === "MANAGER_GRACE_OVER" && hasList(c) ? e.address : undefined;

/** What a server asks itself of a call of NFSv4. */
export const v4Guards = {
  isStale: {
    sentence: "it does not know this client of NFSv4, who neither reclaims nor makes himself known",
    test: ({ d }, e) => {
      const call = callOf(e);
      if (call === undefined || !isV4(e) || call.op === "reclaim" || call.isFresh === true) return false;
      return d.known[call.client] === undefined;
    },
  },
  isStranger: {
    sentence: "it knows the client no more: its address has gone elsewhere since, or the service was restarted",
    test: ({ d }, e) => e.type === "LEASE_OVER" && d.known[e.peer] === undefined,
  },
  isRenewal: { sentence: "the client says that it lives", test: (_c, e) => callOf(e)?.op === "renew" },
  hasNoRight: {
    sentence: "this client of NFSv4 is not on record as one who may reclaim, or has said that it is done",
    test: (c, e) => callOf(e)?.op === "reclaim" && isV4(e) && hasList(c) && c.d.entitled[clientOf(e)] === undefined,
  },
} as const satisfies Record<string, ServerGuard>;

/** What its main line asks itself of them. */
export const v4StepGuards = {
  entitles: {
    sentence: "it takes an address while it is in grace, and clients of NFSv4 may reclaim through it",
    test: ({ d }) => d.callout?.op === "takeip" && d.phase === "grace" && d.callout.v4Clients.length > 0,
  },
} as const satisfies Record<string, ServerGuard>;

/** What a call of NFSv4 changes, and the end of a lease. */
export const v4Changes = {
  noteKnown: {
    sentence: "with NFSv4: it knows the client from now on",
    change: ({ d }, e) => {
      const call = callOf(e);
      if (call !== undefined && isV4(e)) d.known = { ...d.known, [call.client]: addressOf(call) };
    },
  },
  noteComplete: {
    sentence: "it may reclaim nothing any more",
    change: ({ d }, e) => {
      d.entitled = withoutClient(d.entitled, clientOf(e));
    },
  },
  forgetExpired: {
    sentence: "the client is known no more, and may reclaim nothing",
    change: ({ d }, e) => {
      if (e.type !== "LEASE_OVER") return;
      d.locks = Object.fromEntries(Object.entries(d.locks).filter(([, { client }]) => client !== e.peer));
      d.pending = withoutClient(d.pending, e.peer);
      d.known = withoutClient(d.known, e.peer);
      d.entitled = withoutClient(d.entitled, e.peer);
    },
  },
  endRights: {
    sentence: "with a file system of each address: nobody may reclaim by this one any more",
    change: (c, e) => {
      const address = mountOf(c, e);
      if (address !== undefined) c.d.entitled = othersThan(c.d.entitled, address);
    },
  },
  endV4Grace: {
    sentence: "the time of grace of NFSv4 is over",
    change: ({ d }) => {
      d.isV4GraceOver = true;
    },
  },
} as const satisfies Record<string, ServerChange>;

const offRecord = (client: number, address: string): Effect => ({
  kind: "nfs",
  do: "record",
  addresses: [address],
  client,
  on: false,
});

/** What a server does with a call of NFSv4, at the end of a lease, and with its list when its grace is over. */
export const v4Effects = {
  answerStale: {
    sentence: "it does not know the client",
    effect: (_c, e) => answered(e, (call) => answer(call, "stale")),
  },
  answerNoRight: {
    sentence: "this client may not reclaim",
    effect: (_c, e) => answered(e, (call) => answer(call, "no-right")),
  },
  armLease: {
    sentence: "with NFSv4: the client's lease begins anew",
    effect: ({ k }, e) =>
      isV4(e) ? { kind: "setTimer", timer: "LEASE_OVER", peer: clientOf(e), delayUs: k.nfsLeaseUs } : undefined,
  },
  dropExpired: {
    sentence:
      "its locks are dropped, and it is on record no more; as shipped since 2022 they are kept until somebody wants them",
    effect: ({ d }, e) => {
      const address = e.type === "LEASE_OVER" ? d.known[e.peer] : undefined;
      if (e.type !== "LEASE_OVER" || address === undefined) return undefined;
      const files = Object.entries(d.locks).flatMap(([file, { client }]) => (client === e.peer ? [file] : []));
      return [{ kind: "nfs", do: "surrender", cause: "expired", files }, offRecord(e.peer, address)];
    },
  },
  freeRemembered: {
    sentence: "with NFSv4: what the file system remembers of the client besides is free",
    effect: ({ d: { design } }, e) =>
      isV4(e) && design.fileSystem === "remember" ? { kind: "nfs", do: "complete", client: clientOf(e) } : undefined,
  },
  armV4Grace: {
    sentence: "nfsd's own grace begins, if anybody is on record who may reclaim",
    effect: ({ d: { design, entitled }, k }) => {
      if (design.end !== "timer" || Object.keys(entitled).length === 0) return undefined;
      return {
        kind: "setTimer",
        timer: "V4_GRACE_OVER",
        delayUs: design.how === "restart" ? k.v4GraceUs : k.keptGraceUs,
      };
    },
  },
  dropUnclaimedThere: {
    sentence: "the same where the grace is one of an address, with its file system",
    effect: (c, e) =>
      Object.entries(c.d.entitled).flatMap(([name, address]) =>
        address !== mountOf(c, e) || hasLock(c.d, Number(name)) ? [] : [offRecord(Number(name), address)],
      ),
  },
  dropUnclaimed: {
    sentence: "of NFSv4: who might have reclaimed and has not is on record no more (edge condition)",
    effect: ({ d }) =>
      Object.entries(d.entitled).flatMap(([name, address]) =>
        hasLock(d, Number(name)) ? [] : [offRecord(Number(name), address)],
      ),
  },
} as const satisfies Record<string, ServerEffect>;
