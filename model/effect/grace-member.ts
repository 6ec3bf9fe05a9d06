/** What a member of a shared grace says of itself (facts/ip-nfs.md §5.6: N and E). */
export interface MemberFlags {
  /** Somebody may still reclaim something from it. */
  readonly needs: boolean;
  /** It grants nothing new. */
  readonly enforces: boolean;
  /** The epoch in which it said so last: as shipped nobody writes it down. */
  readonly epoch: number;
}

/** The object that all members of a grace share, each under its name; it is read and written whole. */
export interface SharedGrace {
  /** Counts its writes: one that was made of an older version comes to nothing. */
  readonly version: number;
  /** The epoch in which new clients are recorded (cur). */
  readonly epoch: number;
  /** The epoch whose clients may reclaim (rec); 0: nobody may, there is no grace. */
  readonly recovering: number;
  readonly members: Readonly<Record<string, MemberFlags>>;
}

/** What a member of a shared grace asks the world to do; the object and the databases are in the cluster file system's store. */
export type GraceMemberEffect =
  /** The object is read: the event GRACE_READ. */
  | { readonly kind: "nfs"; readonly do: "read-grace" }
  /** It is written if its version is still the one before: the event GRACE_WRITTEN; all other members are woken. */
  | { readonly kind: "nfs"; readonly do: "write-grace"; readonly grace: SharedGrace }
  /** The database of a member's clients in an epoch: the event CLIENTS, with what is in it then. */
  | { readonly kind: "nfs"; readonly do: "read-clients"; readonly epoch: number }
  /** The same, emptied first. */
  | { readonly kind: "nfs"; readonly do: "empty-clients"; readonly epoch: number }
  /** The same, with these added. */
  | { readonly kind: "nfs"; readonly do: "add-clients"; readonly epoch: number; readonly clients: readonly number[] }
  /** A client has its first lock through this member, or has given its last one back. */
  | {
      readonly kind: "nfs";
      readonly do: "note-client";
      readonly epoch: number;
      readonly client: number;
      readonly on: boolean;
    }
  /** The file system discards what the member that had this name before has locked, and shuts that out: DISCARDED. */
  | { readonly kind: "nfs"; readonly do: "discard" }
  /** A member that is shut down leaves its locks to the next of its name. */
  | { readonly kind: "nfs"; readonly do: "abandon" };
