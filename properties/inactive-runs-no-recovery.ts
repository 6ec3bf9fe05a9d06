import { INACTIVE, type TraceEvent } from "../model/index.ts";
import { instantUs } from "./bounds.ts";
import { never } from "./never.ts";
import { hostTypes, type Picture, unscheduledTypes } from "./picture/index.ts";
import { node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** The step of a recovery daemon that has just read its flags and goes on. */
const beginStep = "begin";

interface State {
  readonly picture: Picture;
  /** For each host: when it became inactive and how long it had not been scheduled then. */
  readonly bases: number[];
  /** For each host: how long it had been inactive when it last decided on a recovery; -1: not decided. */
  readonly decided: number[];
}

/** Stopped and banned nodes keep their hands off the databases. */
export const inactiveRunsNoRecovery = never<State>({
  name: "inactive-runs-no-recovery",
  sentence: "A node that is inactive by its own flags starts no recovery.",
  needs: ["recovery-started", "recovery-step", "flags-changed", ...hostTypes, ...unscheduledTypes],
  on: ["flags-changed", "recovery-step", "recovery-started"],
  applies: always,
  initial: (_setting, picture) => ({
    picture,
    bases: picture.hosts.map(() => 0),
    decided: picture.hosts.map(() => -1),
  }),
  step(state, event) {
    const host = state.picture.hosts[event.host];
    if (host === undefined) return null;
    if (event.type === "flags-changed" && host.flagsSinceUs === event.atUs) {
      state.bases[host.pnn] = state.picture.unscheduled.totalUs(host.pnn, event.atUs);
    }
    // The flags are read when the recovery begins; a daemon that waits for peers after that has its answer.
    if (event.type === "recovery-step" && event.step === beginStep)
      state.decided[host.pnn] = inactiveForUs(state, event);
    if (event.type !== "recovery-started") return null;
    const decidedUs = state.decided[host.pnn] ?? -1;
    const forUs = decidedUs < 0 ? inactiveForUs(state, event) : decidedUs;
    state.decided[host.pnn] = -1;
    if (forUs <= instantUs) return null;
    return {
      atUs: event.atUs,
      hosts: [host.pnn],
      why: [
        `At ${seconds(event.atUs)} ${node(host.pnn)} started a recovery.`,
        `By its own flags it was inactive since ${seconds(host.flagsSinceUs)}, ${seconds(forUs)} before it began.`,
        "A recovery begins with a look at the flags, so only an answer that is under way can be out of date.",
      ],
    };
  },
});

/** How long a host has been inactive while it was scheduled; 0: it is active. */
function inactiveForUs({ picture, bases }: State, { host: pnn, atUs }: TraceEvent): number {
  const host = picture.host(pnn);
  if ((host.flags & INACTIVE) === 0) return 0;
  return Math.max(0, atUs - host.flagsSinceUs - (picture.unscheduled.totalUs(pnn, atUs) - (bases[pnn] ?? 0)));
}
