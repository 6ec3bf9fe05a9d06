import { needsChangingAddresses } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** What a file of public addresses is changed for. */
export const addedAddressHosted = sometimes<Set<string>>({
  name: "added-address-hosted",
  sentence: "A public address that a node learnt of at run time was on a node.",
  needs: ["address-known", "address-added"],
  applies: (setting) => needsChangingAddresses(setting) === null,
  initial: () => new Set(),
  seen(event, _picture, added) {
    if (event.type === "address-known" && event.on) added.add(event.address);
    return event.type === "address-added" && added.delete(event.address);
  },
});
