import { needsChangingAddresses } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** A node that has an address cannot forget it before it has let it go. */
export const deletedAddressForgotten = sometimes<Set<string>>({
  name: "deleted-address-forgotten",
  sentence: "A public address that a node had was deleted there, and forgotten when it was released.",
  needs: ["address-leaving", "address-known"],
  applies: (setting) => needsChangingAddresses(setting) === null,
  initial: () => new Set(),
  seen(event, _picture, leaving) {
    if (event.type !== "address-leaving" && event.type !== "address-known") return false;
    const key = `${event.host}/${event.address}`;
    if (event.type === "address-known") return leaving.delete(key) && !event.on;
    if (event.on) leaving.add(key);
    else leaving.delete(key);
    return false;
  },
});
