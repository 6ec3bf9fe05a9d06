import type { ObservationType } from "../../model/index.ts";
import { type Phrase, phrase } from "./phrase.ts";

/** What concerns public addresses, and connections of clients to them. */
type AddressType =
  | Extract<ObservationType, `address-${string}` | `connection-${string}` | `reload-${string}`>
  | "addresses-file-changed"
  | "link-down"
  | "link-up"
  | "link-noticed"
  | "node-forced";

function by({ byHand }: { readonly byHand?: true }): string {
  return byHand === true ? ", by hand" : "";
}

/** How that is told. */
export const addressPhrases: { readonly [T in AddressType]: Phrase<T> } = {
  "address-added": phrase(
    2,
    (e) =>
      `${e.byHand ? "is given" : "has"} the public address ${e.address}${e.interface === undefined ? "" : ` on ${e.interface}`}${by(e)}`,
  ),
  "address-changed-interface": phrase(2, (e) => `has the public address ${e.address} on ${e.interface} now`),
  "link-down": phrase(2, (e) => `its interface ${e.interface} has no link`),
  "link-up": phrase(2, (e) => `its interface ${e.interface} has its link again`),
  "link-noticed": phrase(1, (e) => `ctdbd hears that ${e.interface} has ${e.on ? "its link again" : "no link"}`),
  "address-removed": phrase(2, (e) => `has the public address ${e.address} no more${by(e)}`),
  "connection-opened": phrase(
    2,
    ({ service, client, connection, address }) =>
      `client ${client} of ${service} connects to ${address} (connection ${connection})`,
  ),
  "connection-tracked": phrase(2, ({ connection }) => `ctdbd notes connection ${connection}`),
  "connection-lost": phrase(
    1,
    ({ connection, cause }) => `connection ${connection} is gone (${cause}), and its client does not know`,
  ),
  "connection-reset": phrase(
    1,
    ({ connection, cause }) => `the client of connection ${connection} learns that it is gone (${cause})`,
  ),
  "address-announced": phrase(0, ({ address }) => `tells its neighbours that it has ${address}`),
  "address-assigned": phrase(1, ({ address, on }) =>
    on ? `ctdbd serves ${address}` : `ctdbd serves ${address} no more`,
  ),
  "addresses-file-changed": phrase(
    1,
    ({ addresses }) => `its file of public addresses says ${addresses.length === 0 ? "none" : addresses.join(", ")}`,
  ),
  "address-known": phrase(1, ({ address, on }) => `ctdbd knows ${address}${on ? "" : " no more"}`),
  "address-leaving": phrase(1, ({ address, on }) =>
    on ? `ctdbd is to delete ${address} when it is released` : `ctdbd is to delete ${address} no more`,
  ),
  "reload-started": phrase(1, () => "begins to reload its public addresses"),
  "reload-ended": phrase(1, ({ ok, added, deleted }) =>
    ok
      ? `has reloaded its public addresses: ${added} added, ${deleted} deleted`
      : "fails to reload its public addresses",
  ),
  "address-command-ended": phrase(1, ({ ok }) =>
    ok ? "the administrator is told that it is done" : "the administrator is told that it failed",
  ),
  "node-forced": phrase(1, ({ node }) => `is to move addresses to node ${node}`),
  "address-move-asked": phrase(1, ({ address, node }) => `is told to have ${address} moved to node ${node}`),
};
