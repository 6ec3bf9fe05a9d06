import type { FreeCause, ServiceAnswer, ServiceCall } from "../../model/index.ts";

/** What a store needs of the world around it. */
export interface StoreSurroundings<Owner> {
  /** True time at which a TTL that begins now is over, by the service's own clock. */
  endsAtUs(ttlUs: number): number;
  /** Has `expire` called at that time; gives back how to take that back. */
  schedule(atUs: number, key: number): number;
  cancel(ticket: number): void;
  /** Who holds the lock has changed. */
  taken(owner: Owner, revision: number): void;
  freed(owner: Owner, revision: number, cause: FreeCause): void;
}

/** Keys of a queue come behind the one key of designs without a queue. */
const FIRST_QUEUED = 2;

interface Entry<Owner> {
  readonly key: number;
  readonly owner: Owner;
  ticket: number;
}

interface Grant<Owner> {
  readonly key: number;
  readonly owner: Owner;
  readonly revision: number;
}

/**
 * The keys of one lock, each with an owner and a TTL. Who owns the lowest key *and knows it* holds the lock: a key
 * that a contender has left behind is in the way, but nobody holds anything by it.
 */
export class LeaseStore<Owner> {
  private readonly entries = new Map<number, Entry<Owner>>();
  private nextKey = FIRST_QUEUED;
  private revision = 0;
  private grant: Grant<Owner> | null = null;
  private readonly world: StoreSurroundings<Owner>;

  constructor(world: StoreSurroundings<Owner>) {
    this.world = world;
  }

  /** Who holds the lock. */
  get holder(): Owner | undefined {
    return this.grant?.owner;
  }

  /** Does what was asked. */
  perform(owner: Owner, call: ServiceCall): ServiceAnswer {
    switch (call.op) {
      case "enqueue": {
        const key = this.nextKey++;
        this.write(key, owner, call.ttlUs);
        return { ok: true, key };
      }
      case "put":
        return this.put(owner, call);
      case "get":
        return this.entries.has(call.key) ? { ok: true, key: call.key } : { ok: false, error: "missing" };
      case "first":
        return this.first(owner);
      case "delete":
        return this.delete(owner, call);
    }
  }

  /** The TTL of a key is over. */
  expire(key: number): void {
    this.entries.delete(key);
    this.settle("expired");
  }

  /** The holder's lease ends before its time; gives its revision, or undefined if nobody holds the lock. */
  endEarly(): number | undefined {
    const { grant } = this;
    if (grant === null) return undefined;
    this.remove(grant.key);
    this.settle("ended-early");
    return grant.revision;
  }

  private put(owner: Owner, { key, ttlUs, when }: Extract<ServiceCall, { op: "put" }>): ServiceAnswer {
    const there = this.entries.get(key);
    const isOwn = there?.owner === owner;
    if (there === undefined && (when === "present" || when === "own")) return { ok: false, error: "missing" };
    if (there !== undefined && !isOwn && (when === "absent" || when === "own" || when === "mine"))
      return { ok: false, error: "contended" };
    if (isOwn && when === "absent") return { ok: false, error: "contended" };
    // A refresh leaves the key to whoever has it.
    this.write(key, when === "present" && there !== undefined ? there.owner : owner, ttlUs);
    // With one key, having it is holding the lock; in a queue one has to look.
    return key < FIRST_QUEUED ? this.claim(owner, key) : { ok: true, key };
  }

  private first(owner: Owner): ServiceAnswer {
    const lowest = this.lowest();
    if (lowest === undefined) return { ok: true, key: 0 };
    return lowest.owner === owner ? this.claim(owner, lowest.key) : { ok: true, key: lowest.key };
  }

  /** The owner of the lowest key knows of it. */
  private claim(owner: Owner, key: number): ServiceAnswer {
    const lowest = this.lowest();
    if (lowest?.owner !== owner) return { ok: true, key };
    if (this.grant?.owner !== owner || this.grant.key !== lowest.key) {
      this.end("overwritten");
      this.revision += 1;
      this.grant = { key: lowest.key, owner, revision: this.revision };
      this.world.taken(owner, this.revision);
    }
    return { ok: true, key: lowest.key, revision: this.grant.revision };
  }

  private delete(owner: Owner, { key, when }: Extract<ServiceCall, { op: "delete" }>): ServiceAnswer {
    const there = this.entries.get(key);
    if (there === undefined) return { ok: false, error: "missing" };
    if (when === "own" && there.owner !== owner) return { ok: false, error: "contended" };
    this.remove(key);
    // Who deletes a key that is another's takes the lock from it.
    this.settle(there.owner === owner ? "released" : "overwritten");
    return { ok: true, key };
  }

  private write(key: number, owner: Owner, ttlUs: number): void {
    this.remove(key);
    const ticket = this.world.schedule(this.world.endsAtUs(ttlUs), key);
    this.entries.set(key, { key, owner, ticket });
    this.settle("overwritten");
  }

  private remove(key: number): void {
    const there = this.entries.get(key);
    if (there === undefined) return;
    this.world.cancel(there.ticket);
    this.entries.delete(key);
  }

  private lowest(): Entry<Owner> | undefined {
    let lowest: Entry<Owner> | undefined;
    for (const entry of this.entries.values()) if (lowest === undefined || entry.key < lowest.key) lowest = entry;
    return lowest;
  }

  /** Is the grant still that of the lowest key, and of its owner? */
  private settle(cause: FreeCause): void {
    const lowest = this.lowest();
    if (this.grant === null) return;
    if (lowest?.key === this.grant.key && lowest.owner === this.grant.owner) return;
    this.end(cause);
  }

  private end(cause: FreeCause): void {
    const { grant } = this;
    this.grant = null;
    if (grant !== null) this.world.freed(grant.owner, grant.revision, cause);
  }
}
