import type { Pnn, TraceEvent } from "../model/index.ts";
import { scriptUs, startUpTurnUs } from "./bounds.ts";
import { byDeadlines } from "./by-deadlines.ts";
import { Deadlines } from "./deadlines.ts";
import { endsRecovery } from "./ends-recovery.ts";
import { type HostView, hostTypes, type Picture, unscheduledTypes } from "./picture/index.ts";
import type { Property, Setting } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly deadlines: Deadlines;
  /** Hosts whose main daemon has seen a recovery to its end. */
  readonly recovered: Set<Pnn>;
  /** What each host is waiting for. */
  readonly waits: string[];
}

/** A daemon that is started gets as far as its cluster lets it. */
export const startUpGoesOn: Property<State> = {
  name: "start-up-goes-on",
  sentence:
    "A daemon that starts leaves INIT and SETUP within an event each, and FIRST_RECOVERY with its first recovery.",
  kind: "liveness",
  needs: ["control-accepted", "control-refused", ...hostTypes, ...unscheduledTypes, "exec-slowed"],
  applies: always,
  initial: (setting, picture) => ({
    setting,
    picture,
    deadlines: new Deadlines(picture),
    recovered: new Set(),
    waits: picture.hosts.map(() => ""),
  }),
  step(state, event) {
    const host = state.picture.hosts[event.host];
    if (host === undefined) return null;
    if (event.type === "process-started" && event.program === "ctdbd") state.recovered.delete(host.pnn);
    if (endsRecovery(event)) state.recovered.add(host.pnn);
    follow(state, host, event);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} that still stood.`,
    `It was due ${seconds(late.withinUs)} after ${clock(late.sinceUs)}, not counting time in which it could not act.`,
    "The init and setup events have a time limit each, and nothing else is waited for but the first recovery.",
  ]),
  end: ({ deadlines }) => (deadlines.size === 0 ? "holds" : "unknown"),
};

function follow({ setting, picture, deadlines, recovered, waits }: State, host: HostView, { atUs }: TraceEvent): void {
  const { pnn } = host;
  const wait = waitOf(host, recovered.has(pnn));
  if (wait !== waits[pnn]) deadlines.drop(pnn);
  waits[pnn] = wait;
  if (wait === "") return;
  const what = (): string => `From ${clock(atUs)} on ${node(pnn)} ${wait}`;
  const withinUs = host.runState === "init" || host.runState === "setup" ? scriptUs(setting.constants) : startUpTurnUs;
  deadlines.add(pnn, what, atUs, withinUs, [picture.unscheduled, picture.execSlow], pnn);
}

/** What a daemon that starts is in for a time only, as the end of a sentence; empty: nothing. */
function waitOf({ ctdbd, runState }: HostView, isRecovered: boolean): string {
  if (ctdbd === 0) return "";
  if (runState === "none") return "had a daemon that was in no run state";
  if (runState === "init" || runState === "setup") return `was in the run state ${runState}`;
  return runState === "first-recovery" && isRecovered ? `was in the run state ${runState} after a recovery` : "";
}
