import type { Pnn } from "../../model/index.ts";
import { hostTypes, takeoverTypes } from "../picture/index.ts";
import { needsChangingAddresses } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** Somebody else than a leader moves an address. */
export const addressMovedByHand = sometimes<Map<string, Pnn>>({
  name: "address-moved-by-hand",
  sentence: "A public address was on the node that an administrator had it moved to, and no takeover run was on.",
  needs: ["address-move-asked", ...hostTypes, ...takeoverTypes],
  applies: (setting) => needsChangingAddresses(setting) === null,
  initial: () => new Map(),
  seen(event, { takeovers }, asked) {
    if (event.type === "address-move-asked") asked.set(event.address, event.node);
    if (event.type !== "address-added" || asked.get(event.address) !== event.host) return false;
    asked.delete(event.address);
    return [...takeovers.runs].every(({ endedUs }) => endedUs >= 0);
  },
});
