import { hostTypes } from "../picture/index.ts";
import { needsAddresses } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** Nobody takes the addresses of a dead daemon off its host: what CTDB leaves to a script that watches over it. */
export const addressLeftToTheDead = sometimes({
  name: "address-left-to-the-dead",
  sentence: "A node took a public address that a host whose daemon had died still had.",
  needs: hostTypes,
  applies: (setting) => needsAddresses(setting) === null,
  seen: (event, { hosts }) =>
    event.type === "address-added" &&
    hosts.some(({ pnn, ctdbd, addresses }) => pnn !== event.host && ctdbd === 0 && addresses.has(event.address)),
});
