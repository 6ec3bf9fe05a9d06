import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { failedRun } from "../failed-run.ts";
import { LostContact, lostContactTypes } from "../lost-contact.ts";
import { never } from "../never.ts";
import {
  execTypes,
  hostTypes,
  linkTypes,
  type Picture,
  scriptTypes,
  takeoverTypes,
  unscheduledTypes,
} from "../picture/index.ts";
import { clock, node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";

interface State {
  readonly picture: Picture;
  readonly timeoutUs: number;
  readonly lost: LostContact;
  /** When each host last had a reason to fail, or to be late; -1: never. */
  readonly troubleUs: number[];
  /** The events that the scripts of each host are running. */
  readonly running: readonly Set<number>[];
  /** When each host last began a run. */
  readonly begunUs: number[];
  /** When the run of each host came to the phases that share a deadline; -1: it has not. */
  readonly movesUs: number[];
}

/** What a node can be late, or fail, for; and what keeps its answers from coming. */
const troubles: ReadonlySet<ObservationType> = new Set([
  // A clock that was set keeps no answer from coming.
  ...unscheduledTypes.filter((type) => type !== "clock-stepped"),
  ...linkTypes,
  ...execTypes,
  ...scriptTypes,
  "control-refused",
  "link-noticed",
  "process-started",
  "recovery-mode-changed",
  "runstate-changed",
  "banned",
  "peer-dead",
]);

/** Nobody is expelled for what another one did: who is blamed twice is banned (facts/ip-nfs.md §1.3). */
export const blamedWasInTrouble = never<State>({
  name: "blamed-was-in-trouble",
  sentence: "A takeover run that fails blames a node that had a reason to fail, or to be late.",
  needs: [
    ...hostTypes,
    ...takeoverTypes,
    ...unscheduledTypes,
    ...troubles,
    "credit-assigned",
    "event-began",
    "event-ended",
    ...lostContactTypes,
  ],
  applies: needsAddresses,
  initial: ({ constants }, picture) => ({
    picture,
    timeoutUs: constants.takeoverTimeoutUs,
    lost: new LostContact(picture.hosts.length),
    troubleUs: picture.hosts.map(() => -1),
    running: picture.hosts.map(() => new Set()),
    begunUs: picture.hosts.map(() => 0),
    movesUs: picture.hosts.map(() => -1),
  }),
  step(state, event) {
    note(state, event);
    followRun(state, event);
    if (event.type !== "credit-assigned" || event.reason !== failedRun) return null;
    const { culprit, host, atUs } = event;
    const sinceUs = (state.begunUs[host] ?? 0) - state.timeoutUs;
    // What keeps the answers of all from coming lies with who asks.
    if (wasInTrouble(state, culprit, sinceUs) || wasInTrouble(state, host, sinceUs)) return null;
    if (state.lost.isSince(host, culprit, sinceUs)) return null;
    // The last phases share a deadline: who is asked when another one has used it up is late in no time.
    if (isUsedUp(state, host, atUs) && state.picture.hosts.some(({ pnn }) => wasInTrouble(state, pnn, sinceUs)))
      return null;
    return {
      atUs,
      hosts: [host, culprit],
      why: [
        `At ${clock(atUs)} the takeover run of ${node(host)} had failed, and ${node(culprit)} was blamed for it.`,
        `Since ${clock(Math.max(0, sinceUs))} no control had failed there, no event had failed or was still running, and nothing kept its answers from coming.`,
        "The node that failed most often is blamed, and banned if it is blamed twice.",
      ],
    };
  },
});

function followRun({ begunUs, movesUs }: State, event: TraceEvent): void {
  const { host, atUs } = event;
  if (event.type === "takeover-started") {
    begunUs[host] = atUs;
    movesUs[host] = -1;
  }
  const isMove = event.type === "takeover-phase" && (event.phase === "start" || event.phase === "release");
  if (isMove && movesUs[host] === -1) movesUs[host] = atUs;
}

/** Has the run of this host taken all the time that its last phases have together, by a clock that may run fast? */
function isUsedUp({ movesUs, timeoutUs }: State, host: Pnn, atUs: number): boolean {
  const sinceUs = movesUs[host] ?? -1;
  return sinceUs >= 0 && atUs - sinceUs >= 3 * timeoutUs * (15 / 16);
}

function wasInTrouble({ picture, troubleUs, running }: State, host: Pnn, sinceUs: number): boolean {
  const lastUs = troubleUs[host] ?? -1;
  const { unscheduled, linkSlow, execSlow, scriptSlow } = picture;
  const isSlow = [unscheduled, linkSlow, execSlow, scriptSlow].some((meter) => meter.isOpen(host));
  // Who is gone without a word is asked until it is known to be dead.
  const isGone = (picture.hosts[host]?.ctdbd ?? 0) === 0;
  return isGone || isSlow || (lastUs >= 0 && lastUs >= sinceUs) || (running[host]?.size ?? 0) > 0;
}

/** Helpers come and go in every run; whoever is asked is the main daemon, and its event daemon. */
function isOfHelper(event: TraceEvent): boolean {
  if (event.type !== "process-started" && event.type !== "process-exited") return false;
  return event.program !== "ctdbd" && event.program !== "eventd";
}

function note({ lost, troubleUs, running }: State, event: TraceEvent): void {
  const { type, host, atUs } = event;
  lost.observe(event);
  if (host < 0) {
    if (troubles.has(type)) troubleUs.fill(atUs);
    return;
  }
  if (troubles.has(type) && !isOfHelper(event)) troubleUs[host] = atUs;
  if (type === "peer-dead") troubleUs[event.peer] = atUs;
  if (type === "event-began") running[host]?.add(event.run);
  if (type === "event-ended") {
    running[host]?.delete(event.run);
    if (event.outcome !== "done") troubleUs[host] = atUs;
  }
  if (type === "process-exited" && event.program === "ctdbd") running[host]?.clear();
}
