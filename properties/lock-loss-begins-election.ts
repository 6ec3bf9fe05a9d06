import { type Pnn, type TraceEvent, versionsIn } from "../model/index.ts";
import { instantUs } from "./bounds.ts";
import { byDeadlines } from "./by-deadlines.ts";
import { Deadlines } from "./deadlines.ts";
import { hostTypes, isActive, type Picture, unscheduledTypes } from "./picture/index.ts";
import type { Property } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

interface State {
  readonly picture: Picture;
  readonly deadlines: Deadlines;
  /** Since when each node has been able to lead without a break, so that its recovery daemon cannot think otherwise. */
  readonly ableUs: number[];
}

/** A leader whose lock is gone does not wait until somebody else misses it, and is not punished for it (T13). */
export const lockLossBeginsElection: Property<State> = {
  name: "lock-loss-begins-election",
  sentence: "A node that hears of the loss of its lock, and may lead, begins an election at once.",
  kind: "liveness",
  needs: ["lock-lost", "lock-believed", "election-started", "leader-role-set", ...hostTypes, ...unscheduledTypes],
  on: [
    "lock-lost",
    "lock-believed",
    "election-started",
    "leader-role-set",
    "flags-changed",
    "process-started",
    "process-exited",
    "host-crashed",
  ],
  // Beside a node of 4.3 a vote may be under way, which is the election then.
  applies: (setting) =>
    needsLock(setting) ?? (versionsIn(setting.ctdb).includes("4.3") ? "Nodes of CTDB 4.3 vote, lock or not." : null),
  initial: (_setting, picture) => ({ picture, deadlines: new Deadlines(picture), ableUs: picture.hosts.map(() => -1) }),
  step(state, event) {
    const { deadlines, picture, ableUs } = state;
    const host = picture.hosts[event.host];
    if (host === undefined) return null;
    if (!isActive(host) || !host.leaderRole) ableUs[host.pnn] = event.atUs;
    const isOver = event.type === "election-started" || host.recoverd === 0 || host.lock !== "none";
    if (event.type === "lock-lost" && mayLead(state, host.pnn)) open(state, event);
    else if (isOver) deadlines.drop(host.pnn);
    return null;
  },
  ...byDeadlines<State>((late, atUs) => [
    `${late.what()}, and at ${clock(atUs)} it had begun no election.`,
    "It had been able to lead ever since its recovery daemon started.",
    "The end of the helper that holds the lock calls an election, without any delay.",
  ]),
  end: () => "holds",
};

/** It could lead all the time since its recovery daemon started. */
function mayLead({ picture, ableUs }: State, pnn: Pnn): boolean {
  const host = picture.host(pnn);
  const startedUs = host.processes.get(host.recoverd)?.startedUs ?? 0;
  return isActive(host) && host.leaderRole && (ableUs[pnn] ?? 0) < startedUs && host.flagsSinceUs <= startedUs;
}

function open({ deadlines, picture }: State, { host, atUs }: TraceEvent): void {
  const what = (): string => `${node(host)} heard at ${clock(atUs)} that its lock was lost`;
  deadlines.add(host, what, atUs, instantUs, [picture.unscheduled], host);
}
