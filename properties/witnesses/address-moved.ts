import type { Pnn } from "../../model/index.ts";
import { needsAddresses } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** What takeover runs are for. */
export const addressMoved = sometimes<Map<string, Pnn>>({
  name: "address-moved",
  sentence: "A public address was announced by another node than the last time.",
  needs: ["address-announced"],
  applies: (setting) => needsAddresses(setting) === null,
  initial: () => new Map(),
  seen(event, _picture, last) {
    if (event.type !== "address-announced") return false;
    const before = last.get(event.address) ?? event.host;
    last.set(event.address, event.host);
    return before !== event.host;
  },
});
