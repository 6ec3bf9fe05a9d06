import type { Pnn } from "../../model/index.ts";
import {
  type ClientView,
  type Freeze,
  type HostView,
  isActive,
  type Picture,
  type Place,
  recordName,
} from "../picture/index.ts";

/**
 * Somebody who waits, or what is waited for: a client, the freeze of one copy, the thaw that ends a recovery, a ban's end,
 * or copies to read that are called back after a recovery.
 */
export type Waiter =
  | { readonly kind: "client"; readonly client: ClientView }
  | { readonly kind: "freeze"; readonly freeze: Freeze }
  /** By the leader in whom the waiter believes; `db` "": all databases are thawed at once. */
  | { readonly kind: "thaw"; readonly leader: number; readonly db: string }
  /** As shipped a node in recovery mode keeps its copies to read (facts/recovery.md §1.6). */
  | { readonly kind: "recall"; readonly leader: number; readonly place: Place; readonly refuser: Pnn }
  /** As shipped it is put off while a database is not frozen (facts/leadership.md §1.3). */
  | { readonly kind: "unban"; readonly host: Pnn };

/** Who waits in a circle for so long is stuck: CTDB's own time before it warns of a blocked lock (facts/recovery.md §1.3). */
export const stuckUs = 10_000_000;

/** The shortest circle of waits that a client is part of; empty: there is none. */
export function circleOf(client: ClientView, picture: Picture): Waiter[] {
  const start: Waiter = { kind: "client", client };
  const paths: Waiter[][] = [[start]];
  const seen = new Set<string>();
  for (const path of paths) {
    for (const next of waitsFor(path.at(-1) ?? start, picture)) {
      const name = nameOf(next);
      if (name === nameOf(start)) return path;
      if (seen.has(name)) continue;
      seen.add(name);
      paths.push([...path, next]);
    }
  }
  return [];
}

/** Since when somebody has waited; a thaw waits as long as its freezes do. */
export function sinceUs(waiter: Waiter): number {
  if (waiter.kind === "client") return waiter.client.wait?.sinceUs ?? 0;
  return waiter.kind === "freeze" ? waiter.freeze.sinceUs : 0;
}

/** All of these must come about before it can go on. */
function waitsFor(waiter: Waiter, picture: Picture): Waiter[] {
  if (waiter.kind === "client") return clientWaitsFor(waiter.client, picture);
  if (waiter.kind === "freeze") {
    const { host, db } = waiter.freeze;
    return picture.clients.holdersIn(db, host).map(asWaiter);
  }
  if (waiter.kind === "unban") return freezesOf(picture, "", ({ host }) => host === waiter.host);
  const { hosts } = picture;
  const db = waiter.kind === "thaw" ? waiter.db : "";
  return freezesOf(picture, db, ({ host }) => follows(hosts[host], waiter.leader));
}

function freezesOf({ freezes }: Picture, db: string, which: (freeze: Freeze) => boolean): Waiter[] {
  return freezes
    .inLine(db)
    .filter(which)
    .map((freeze) => ({ kind: "freeze", freeze }));
}

function clientWaitsFor(client: ClientView, picture: Picture): Waiter[] {
  const { wait, host } = client;
  if (wait === null) return [];
  const { clients, freezes, inHand } = picture;
  if (wait.kind === "commit" || wait.kind === "attach") return commitWaitsFor(client, picture);
  const isCall = wait.kind === "call";
  // Nobody asks a node that is no member for a record.
  const holders = clients
    .holdersOf(wait, isCall ? undefined : host)
    .filter((holder) => !isCall || isActive(picture.host(holder.host)));
  if (holders.length > 0) return holders.map(asWaiter);
  if (!isCall && freezes.of(host, wait.db) === undefined) return [];
  const recall = isCall ? recallOf(wait, picture) : undefined;
  if (recall !== undefined) return [recall];
  const { leader, isBanRenewed } = picture.host(host);
  if (!isCall && isBanRenewed) return [{ kind: "unban", host }];
  const db = inHand.manner(leader, wait.db);
  return db === undefined ? [] : [{ kind: "thaw", leader, db }];
}

/** What a call waits for if a node in a recovery does not give up its copy to read. */
function recallOf({ db, key }: Place, { recalls, inHand, hosts }: Picture): Waiter | undefined {
  const refuser = hosts[recalls.refuserOf({ db, key }) ?? -1];
  if (refuser?.mode !== "active" || !inHand.isAtWork(refuser.leader)) return undefined;
  return { kind: "recall", leader: refuser.leader, place: { db, key }, refuser: refuser.pnn };
}

/** A daemon in a recovery commits and attaches nothing until that is over: all is thawed then (facts/recovery.md §4.6 P1, P2). */
function commitWaitsFor({ host }: ClientView, picture: Picture): Waiter[] {
  const { leader, mode } = picture.host(host);
  const isRecovering = mode === "active" && picture.inHand.isAtWork(leader);
  return isRecovering ? [{ kind: "thaw", leader, db: "" }] : [];
}

/** A recovery waits for the members that it includes. */
function follows(host: HostView | undefined, leader: number): boolean {
  return host !== undefined && isActive(host) && host.leader === leader;
}

function asWaiter(client: ClientView): Waiter {
  return { kind: "client", client };
}

function nameOf(waiter: Waiter): string {
  if (waiter.kind === "client") return `client ${waiter.client.host}/${waiter.client.pid}`;
  if (waiter.kind === "freeze") return `freeze ${waiter.freeze.host}/${waiter.freeze.db}`;
  if (waiter.kind === "unban") return `unban ${waiter.host}`;
  if (waiter.kind === "recall") return `recall ${waiter.leader}/${recordName(waiter.place)}`;
  return `thaw ${waiter.leader}/${waiter.db}`;
}
