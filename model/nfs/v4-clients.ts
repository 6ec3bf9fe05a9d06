import type { ClientsByAddress, NfsServerData, V4Clients } from "./nfs-server-data.ts";

type Held = Pick<NfsServerData, "locks">;

/** These clients, who all came by one address. */
export function clientsBy(address: string, clients: readonly number[]): V4Clients {
  return Object.fromEntries(clients.map((client) => [client, address]));
}

/** All but those who came by an address. */
export function othersThan(clients: V4Clients, address: string): V4Clients {
  return Object.fromEntries(Object.entries(clients).filter(([, by]) => by !== address));
}

/** All but one. */
export function withoutClient(clients: V4Clients, client: number): V4Clients {
  return Object.fromEntries(Object.entries(clients).filter(([name]) => name !== `${client}`));
}

/** Does a server hold a lock for a client? */
export function hasLock({ locks }: Held, client: number): boolean {
  return Object.values(locks).some((lock) => lock.client === client);
}

/** Is nobody left who may reclaim with NFSv4, or is it too late for that? Without anybody on record nfsd has no grace. */
export function isV4GraceOver({ isV4GraceOver: isOver, entitled }: NfsServerData): boolean {
  return isOver || Object.keys(entitled).length === 0;
}

/** Those whom a server knows and holds a lock for. */
export function knownWithLocks({ known, locks }: Held & Pick<NfsServerData, "known">): V4Clients {
  return Object.fromEntries(Object.entries(known).filter(([name]) => hasLock({ locks }, Number(name))));
}

/** Everybody for whom a server holds a lock. */
export function holders({ locks }: Held): ClientsByAddress {
  return Object.fromEntries(Object.values(locks).map(({ client, address }) => [client, address]));
}
