/** What can be seen of the TCP connections of clients to public addresses; `connection` is the number of one. */
export type ConnectionObservation =
  /** A client connects to the host that has the address. */
  | {
      readonly type: "connection-opened";
      readonly connection: number;
      readonly client: number;
      readonly address: string;
    }
  /** The daemon that serves the address knows of it. */
  | { readonly type: "connection-tracked"; readonly connection: number; readonly address: string }
  /** The kernel of this host has its end no more, and the client is not told of that. */
  | { readonly type: "connection-lost"; readonly connection: number; readonly cause: "killed" | "closed" | "host-gone" }
  /** The client learns that it is gone: its server closes it, or this host answers that it knows nothing of it. */
  | { readonly type: "connection-reset"; readonly connection: number; readonly cause: "closed" | "tickled" };
