/** A TCP proxy that drops, stalls and delays. */
export { TcpProxy } from "./tcp-proxy.ts";
