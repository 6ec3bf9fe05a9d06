import type { Pnn, TraceEvent } from "../model/index.ts";
import { followsAtOnceUs, silenceUs } from "./bounds.ts";
import { byDeadlines } from "./by-deadlines.ts";
import { Calm, calmTypes } from "./calm.ts";
import { Deadlines } from "./deadlines.ts";
import { hostTypes, isActive, linkTypes, lockTypes, type Picture, unscheduledTypes } from "./picture/index.ts";
import type { Property, Setting } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { needsLock } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly calm: Calm;
  /** Who must stop to believe in whom, by the believer. */
  readonly deadlines: Deadlines;
  readonly believed: Map<Pnn, Pnn>;
}

/** What may go wrong without holding up an announcement. */
const harmless = ["kill-process", "slow-exec", "slow-script", "storage-hang", "storage-error", "lock-directory-gone"];

/** Who leads without the lock is not believed in for long: the others must be free to take it. */
export const lockLossIsAnnounced: Property<State> = {
  name: "lock-loss-is-announced",
  sentence: "Once a leader knows that it lost the lock, nobody who is connected believes in it any more at once.",
  kind: "safety",
  needs: [
    "lock-lost",
    "election-abandoned",
    ...hostTypes,
    ...lockTypes,
    ...unscheduledTypes,
    ...linkTypes,
    ...calmTypes,
  ],
  applies: needsLock,
  initial: (setting, picture) => ({
    setting,
    picture,
    calm: new Calm(harmless),
    deadlines: new Deadlines(picture),
    believed: new Map(),
  }),
  step(state, event) {
    const { calm, deadlines, picture, believed } = state;
    if (calm.observe(event)) for (const { pnn } of picture.hosts) deadlines.drop(pnn);
    // A daemon that is dead announces nothing; its peers then wait for their time-out.
    const isDead = event.type === "process-exited" && event.program === "recoverd";
    if (event.type === "election-abandoned" || isDead) forget(state, event.host);
    if (event.type === "lock-lost") open(state, event);
    for (const [believer, leader] of believed) if (isOver(state, believer, leader)) drop(state, believer);
    return null;
  },
  ...byDeadlines<State>(
    (late, atUs) => [
      `${late.what()}, and at ${clock(atUs)} it still did.`,
      "The leader did not hold the lock, and no node was silent, so that its election could begin at once.",
      "An election begins with the announcement that there is no leader: whoever hears it races for the lock.",
    ],
    (late, { believed }) => [late.host, believed.get(late.host) ?? -1],
  ),
};

function open({ setting, picture, calm, deadlines, believed }: State, { host, atUs }: TraceEvent): void {
  const loser = picture.host(host);
  // A silent peer blocks the election until it is known to be dead.
  const isQuiet = calm.brokenUs < 0 || atUs - calm.brokenUs > silenceUs(setting.constants);
  if (calm.isBroken || !isQuiet || !isActive(loser) || !loser.leaderRole) return;
  for (const other of picture.hosts) {
    if (other.pnn === host || other.leader !== host || !isActive(other) || !other.leaderRole) continue;
    // Elections are not nested: who races for the lock itself hears the announcement and goes on with its race.
    if (other.lock === "taking") continue;
    const what = (): string =>
      `${node(other.pnn)} believed in ${node(host)} when that lost the cluster lock at ${clock(atUs)}`;
    const everybody = picture.hosts.map(({ pnn }) => pnn).filter((pnn) => pnn !== other.pnn);
    believed.set(other.pnn, host);
    deadlines.add(
      other.pnn,
      what,
      atUs,
      followsAtOnceUs,
      [picture.unscheduled, picture.linkSlow],
      other.pnn,
      ...everybody,
    );
  }
}

function isOver({ picture }: State, believer: Pnn, leader: Pnn): boolean {
  const host = picture.host(believer);
  return (
    host.leader !== leader ||
    !isActive(host) ||
    !isActive(picture.host(leader)) ||
    picture.lock.heldBy(leader) !== undefined
  );
}

function forget(state: State, leader: Pnn): void {
  for (const [believer, of] of state.believed) if (of === leader) drop(state, believer);
}

function drop({ deadlines, believed }: State, believer: Pnn): void {
  deadlines.drop(believer);
  believed.delete(believer);
}
