import type { Pnn } from "../../model/index.ts";
import { needsAddresses } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

interface State {
  /** Leaders whose last run has succeeded, and after which nothing else has asked for another. */
  readonly content: Set<Pnn>;
}

/** Nodes look after their own addresses, and ask the leader to do something about what they find. */
export const ownCheckAskedForRun = sometimes<State>({
  name: "own-check-asked-for-run",
  sentence:
    "A leader made another takeover run after one that had succeeded, though nobody had recovered, been enabled, disabled, started or stopped since.",
  needs: [
    "takeover-started",
    "takeover-ended",
    "recovery-started",
    "flags-changed",
    "runstate-changed",
    "leader-believed",
  ],
  applies: (setting) => needsAddresses(setting) === null,
  initial: () => ({ content: new Set() }),
  seen(event, _picture, { content }) {
    if (event.type === "takeover-started") return content.delete(event.host);
    if (event.type !== "takeover-ended") content.clear();
    else if (event.ok) content.add(event.host);
    return false;
  },
});
