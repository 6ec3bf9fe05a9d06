import type { ServiceId } from "../words/index.ts";

/** What every client registers for: a word to all of them. */
export const SAMBA: ServiceId = "samba";
/** Where the last word of a client that is gone is sent. */
export const GONE: ServiceId = "gone";
/** What a leader tells after a recovery: whoever is no longer there has left things behind. */
export const RECONFIGURE: ServiceId = "reconfigure";

/** What one client of a node registers for, by its number there: 0, 1 … */
export function clientId(client: number): ServiceId {
  return `client ${client}`;
}
