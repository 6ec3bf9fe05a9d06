/** A service that clients come to by public addresses, over TCP. */
export type TcpService = "smb" | "nfs";

/** What can be seen of the TCP connections of clients to public addresses; `connection` is the number of one. */
export type ConnectionObservation =
  /** A client connects to the host that has the address. */
  | {
      readonly type: "connection-opened";
      readonly connection: number;
      readonly service: TcpService;
      readonly client: number;
      readonly address: string;
    }
  /**
   * The daemon that serves the address knows of it, and by whom it is served; pid 0: by no client of that daemon. Where
   * connections stand in a database: every active node has written it.
   */
  | {
      readonly type: "connection-tracked";
      readonly connection: number;
      readonly address: string;
      readonly pid: number;
    }
  /** The kernel of this host has its end no more, and the client is not told of that. */
  | { readonly type: "connection-lost"; readonly connection: number; readonly cause: "killed" | "closed" | "host-gone" }
  /**
   * The client learns from this host that it is gone: its server has ended, or it was killed at both ends; or the host knows
   * nothing of it, as it says when the client answers a tickle, or sends something of its own accord.
   */
  | {
      readonly type: "connection-reset";
      readonly connection: number;
      readonly cause: "closed" | "killed" | "tickled" | "refused";
    };
