import type { Constants, ObservationType, Pnn } from "../../model/index.ts";
import { instantUs, silentUs } from "../bounds.ts";
import { disturbanceTypes } from "../picture/index.ts";
import { needsAddresses } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

interface State {
  readonly constants: Constants;
  /** Leaders whose last run has succeeded, and when it began. */
  readonly content: Map<Pnn, number>;
  readonly beganUs: Map<Pnn, number>;
  /** When something was last seen for which others ask for a run, or a leader makes one. */
  calledUs: number;
}

/** For what others ask for a takeover run, and what a leader makes one for by itself. */
const calls = [
  "recovery-started",
  "recovery-completed",
  "recovery-mode-changed",
  "flags-changed",
  "runstate-changed",
  "leader-believed",
  "address-command-ended",
  "address-move-asked",
  "reload-ended",
  "banned",
  "unbanned",
] as const satisfies readonly ObservationType[];

const calling: ReadonlySet<string> = new Set(calls);

/** Nodes look after their own addresses, and ask the leader to do something about what they find. */
export const ownCheckAskedForRun = sometimes<State>({
  name: "own-check-asked-for-run",
  sentence:
    "A leader made another takeover run after one that had succeeded, though since before that began nobody had recovered, been enabled, disabled, started or stopped, and nobody was slow to tell.",
  needs: [...new Set(["takeover-started", "takeover-ended", ...calls, ...disturbanceTypes] as const)],
  applies: (setting) => needsAddresses(setting) === null,
  initial: ({ constants }) => ({ constants, content: new Map(), beganUs: new Map(), calledUs: 0 }),
  seen(event, { disturbances }, state) {
    const { host, atUs } = event;
    if (calling.has(event.type)) {
      state.calledUs = atUs;
      state.content.clear();
    }
    if (event.type === "takeover-ended") {
      const beganUs = state.beganUs.get(host) ?? 0;
      // Whoever asks at the same moment is heard when it has begun.
      if (event.ok && beganUs > state.calledUs + instantUs) state.content.set(host, beganUs);
    }
    if (event.type !== "takeover-started") return false;
    const beforeUs = state.content.get(host);
    state.content.delete(host);
    state.beganUs.set(host, atUs);
    return beforeUs !== undefined && !disturbances.mayWait(beforeUs, silentUs(state.constants));
  },
});
