import type { TcpService } from "../../model/index.ts";
import type { Host } from "./process.ts";

/** A TCP connection from a machine outside the cluster to a public address: each end may be gone without the other. */
export interface Connection {
  readonly number: number;
  readonly service: TcpService;
  readonly address: string;
  /** Whose kernel has, or had, the server's end. */
  readonly host: Host;
  hasServer: boolean;
  hasClient: boolean;
}

/** What the rest of the world tells the connections of clients, asks of them, and has done to them. */
export interface ConnectionHooks {
  announce(host: Host, address: string): void;
  hostOf(address: string): Host | undefined;
  connect(host: Host, service: TcpService, address: string, client: number): number;
  works(number: number): boolean;
  isBelievedIn(number: number): boolean;
  serviceOf(number: number): TcpService | undefined;
  on(host: Host, address: string, service?: TcpService): readonly Connection[];
  close(number: number): void;
  closeAll(host: Host, service: TcpService, address?: string): void;
  kill(host: Host, address: string): number;
  tickle(numbers: readonly number[]): void;
  send(number: number): void;
}
