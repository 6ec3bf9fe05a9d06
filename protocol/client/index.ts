/** A small client of a daemon, over its Unix socket. */
export type { ClientOptions } from "./connection.ts";
export { type ControlAnswer, type ControlOptions, CtdbClient } from "./ctdb-client.ts";
export { type ClientProblem, CtdbClientError } from "./ctdb-client-error.ts";
