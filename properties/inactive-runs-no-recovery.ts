import { INACTIVE, type Pnn, type TraceEvent } from "../model/index.ts";
import { instantUs } from "./bounds.ts";
import { never } from "./never.ts";
import { hostTypes, type Picture, unscheduledTypes } from "./picture/index.ts";
import { clock, node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";
import { StandStill } from "./stand-still.ts";

/** The step of a recovery daemon that has just read its flags and goes on. */
const beginStep = "begin";

/** An election is held in the middle of whatever the daemon waits for: the answer that has come is read when it is over. */
const electionTypes = ["election-started", "election-ended", "election-abandoned", "process-exited"] as const;

interface State {
  readonly picture: Picture;
  /** Longest time one local delivery takes when nothing is slow. */
  readonly deliveryUs: number;
  readonly standStill: StandStill;
  /** For each host: by how much its knowledge of being inactive was late when it last decided; -1: not decided. */
  readonly decided: number[];
}

/** Stopped and banned nodes keep their hands off the databases. */
export const inactiveRunsNoRecovery = never<State>({
  name: "inactive-runs-no-recovery",
  sentence: "A node that is inactive by its own flags starts no recovery.",
  needs: ["recovery-started", "recovery-step", "flags-changed", ...hostTypes, ...electionTypes, ...unscheduledTypes],
  on: ["flags-changed", "recovery-step", "recovery-started", ...electionTypes, ...unscheduledTypes],
  applies: always,
  initial: (setting, picture) => ({
    picture,
    deliveryUs: setting.localDeliveryUs ?? instantUs,
    standStill: new StandStill(picture.hosts.length),
    decided: picture.hosts.map(() => -1),
  }),
  step(state, event) {
    const host = state.picture.hosts[event.host];
    if (host === undefined) return null;
    if (event.type === "flags-changed") {
      if (host.flagsSinceUs === event.atUs) state.standStill.restart(event.host, event.atUs);
      return null;
    }
    // The flags are read when the recovery begins; a daemon that waits for peers after that has its answer.
    if (event.type === "recovery-step") {
      if (event.step === beginStep) state.decided[host.pnn] = lateUs(state, event);
      return null;
    }
    if (event.type !== "recovery-started") {
      state.standStill.observe(event);
      noteElection(state.standStill, host.pnn, event);
      return null;
    }
    const decidedUs = state.decided[host.pnn] ?? -1;
    const overUs = decidedUs < 0 ? lateUs(state, event) : decidedUs;
    state.decided[host.pnn] = -1;
    if (overUs === 0) return null;
    return {
      atUs: event.atUs,
      hosts: [host.pnn],
      why: [
        `At ${clock(event.atUs)} ${node(host.pnn)} started a recovery.`,
        `By its own flags it was inactive since ${clock(host.flagsSinceUs)}, and its last look at them is ${seconds(overUs)} older than an answer can be.`,
        "A recovery begins with a look at the flags, so only an answer that was under way can be out of date: one local delivery, and an election that is held meanwhile.",
      ],
    };
  },
});

function noteElection(standStill: StandStill, host: Pnn, event: TraceEvent): void {
  if (event.type === "election-started") standStill.begin(host, "election", event.atUs);
  const isOver = event.type === "election-ended" || event.type === "election-abandoned";
  if (isOver || (event.type === "process-exited" && event.program === "recoverd"))
    standStill.end(host, "election", event.atUs);
}

/** How much longer a host has been inactive than one local delivery can hide; 0: it is active, or that explains it. */
function lateUs({ picture, standStill, deliveryUs }: State, { host: pnn, atUs }: TraceEvent): number {
  const host = picture.host(pnn);
  if ((host.flags & INACTIVE) === 0) return 0;
  return Math.max(0, atUs - host.flagsSinceUs - deliveryUs - standStill.hiddenUs(pnn, atUs));
}
