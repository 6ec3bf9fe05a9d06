import { FLAG, type Pnn } from "../../model/index.ts";
import { hostTypes, takeoverTypes } from "../picture/index.ts";
import { needsAddresses } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** What a run has not seen any more the next one is to do. */
export const takeoverAskedDuringRun = sometimes<Map<Pnn, number>>({
  name: "takeover-asked-during-run",
  sentence: "A node was enabled or disabled, and asked for a takeover run, while one went on.",
  needs: [...hostTypes, ...takeoverTypes],
  applies: (setting) => needsAddresses(setting) === null,
  initial: () => new Map(),
  seen(event, { takeovers }, disabled) {
    if (event.type !== "flags-changed") return false;
    const now = event.flags & FLAG.disabled;
    const before = disabled.get(event.host) ?? 0;
    disabled.set(event.host, now);
    return now !== before && [...takeovers.runs].some(({ endedUs }) => endedUs < 0);
  },
});
