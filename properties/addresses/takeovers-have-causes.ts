import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { byOwnClockUs, instantUs, silentUs } from "../bounds.ts";
import { never } from "../never.ts";
import { disturbanceTypes, hostTypes, type Picture, takeoverTypes, unscheduledTypes } from "../picture/index.ts";
import type { Setting, Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";
import { Assigned, assignedTypes } from "./assigned.ts";
import { mayBeForbidden } from "./fit.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly assigned: Assigned;
  /** Who made the last run. */
  madeBy: Pnn;
  /** When that began, which had been asked for, with a server for each address; -1: something has called for another one since. */
  beganUs: number;
  /** When something that calls for one last happened. */
  calledUs: number;
  /** When the last helper of a takeover run was started: the leader had made up its mind. */
  decidedUs: number;
  /** Nodes that may have something to ask for which they were kept from by runs, or by their recovery mode; and since when. */
  readonly unheard: Map<Pnn, number>;
  /** Since when no run has kept anybody from asking. */
  freeUs: number;
  /** Is the next one a recovery's own? Whoever asked before that is served by the one after it. */
  isRecoverys: boolean;
}

/** Which node has had something to ask for since when, and who makes a run at what moment. */
interface Look {
  readonly pnn: Pnn;
  readonly sinceUs: number;
  readonly leader: Pnn;
  readonly atUs: number;
}

/** What may call for a takeover run: who is there, fit, or leads has changed, a recovery has ended, or a script failed. */
const causes = [
  "recovery-step",
  "recovery-completed",
  "recovery-mode-changed",
  "runstate-changed",
  "flags-changed",
  "leader-believed",
  "peer-connected",
  "peer-dead",
  "process-started",
  "process-exited",
  "process-stopped",
  "control-refused",
  "address-known",
  "address-leaving",
  "link-noticed",
  "node-forced",
  "reload-started",
  "reload-ended",
  "address-command-ended",
  "address-move-asked",
  "banned",
  "unbanned",
  ...disturbanceTypes,
] as const satisfies readonly ObservationType[];

const calling: ReadonlySet<string> = new Set(causes);
/** What a run itself does to addresses calls for no other. */
const moves = ["address-added", "address-removed", "address-assigned", "event-ended"] as const;

/** Each takeover run has all nodes run their scripts, while the leader does nothing else: one too many is not harmless. */
export const takeoversHaveCauses = never<State>({
  name: "takeovers-have-causes",
  sentence:
    "In calm time a takeover run that has succeeded is made again only if something has called for one since it began, beside the moves that it made itself.",
  needs: [
    ...new Set([...causes, ...moves, ...assignedTypes, ...hostTypes, ...takeoverTypes, ...unscheduledTypes] as const),
  ],
  applies: needsAddresses,
  initial: (setting, picture) => ({
    setting,
    picture,
    assigned: new Assigned(picture),
    madeBy: -1,
    beganUs: -1,
    calledUs: 0,
    decidedUs: 0,
    unheard: new Map(),
    freeUs: 0,
    isRecoverys: false,
  }),
  step(state, event) {
    const violation = event.type === "takeover-started" ? judge(state, event) : null;
    note(state, event);
    return violation;
  },
});

/** Helpers and clients come and go as they should. */
function isHelper(event: TraceEvent): boolean {
  return (
    (event.type === "process-started" || event.type === "process-exited") &&
    event.program !== "ctdbd" &&
    event.program !== "recoverd" &&
    event.program !== "eventd"
  );
}

function note(state: State, event: TraceEvent): void {
  const { picture, assigned } = state;
  assigned.observe(event);
  if (event.type === "takeover-started") return begin(state, event);
  if (event.type === "process-started" && event.program === "takeover-helper") state.decidedUs = event.atUs;
  if (event.type === "recovery-completed") state.isRecoverys = true;
  // The first look at interfaces always finds that they have changed; it waits for the end of a run.
  if (event.type === "link-noticed" || isRecoverd(event, "process-started") || isByHand(event))
    state.unheard.set(event.host, event.atUs);
  if (isRecoverd(event, "process-exited")) state.unheard.delete(event.host);
  if (event.type === "takeover-ended") state.freeUs = event.atUs;
  if (!isCall(event, picture)) return;
  state.beganUs = -1;
  state.calledUs = event.atUs;
}

function begin(state: State, { host, atUs }: TraceEvent): void {
  // Whoever asks at the same moment is heard when it has begun.
  const isAsked = state.calledUs >= Math.min(atUs, state.decidedUs) - instantUs;
  for (const [pnn, sinceUs] of state.unheard)
    if (hasLooked(state, { pnn, sinceUs, leader: host, atUs })) state.unheard.delete(pnn);
  const mayAsk = state.isRecoverys || state.unheard.size > 0 || isAsked;
  state.beganUs = areInOrder(state) && !mayAsk ? atUs : -1;
  state.madeBy = host;
  state.isRecoverys = false;
}

function isRecoverd(event: TraceEvent, type: "process-started" | "process-exited"): boolean {
  return event.type === type && event.program === "recoverd";
}

/** Has a pass of its main loop looked at its addresses since it may? Not in recovery mode, nor while runs are forbidden. */
function hasLooked({ setting, picture, freeUs }: State, { pnn, sinceUs, leader, atUs }: Look): boolean {
  const { mode, modeSinceUs } = picture.host(pnn);
  if (mode === "active" || mayBeForbidden(picture, setting, leader, atUs)) return false;
  return atUs - Math.max(freeUs, modeSinceUs, sinceUs) > byOwnClockUs(setting.constants.recoverIntervalUs);
}

/** Somebody has changed an address in a kernel: its node asks when it looks next, also during a run. */
function isByHand(event: TraceEvent): boolean {
  return (event.type === "address-added" || event.type === "address-removed") && event.byHand === true;
}

function isCall(event: TraceEvent, { takeovers }: Picture): boolean {
  if (isByHand(event)) return true;
  if (event.type === "takeover-ended") return !event.ok;
  if (event.type === "event-ended") return event.outcome !== "done";
  if ((moves as readonly string[]).includes(event.type))
    return [...takeovers.runs].every(({ endedUs }) => endedUs >= 0 && endedUs !== event.atUs);
  return calling.has(event.type) && !isHelper(event);
}

/**
 * An address without a server is asked for each second, also where nobody may host it; and so is one that a kernel has and its
 * daemon does not take for its own, or the other way round, also where a run can change nothing.
 */
function areInOrder({ setting, picture, assigned }: State): boolean {
  const there = picture.hosts.filter(({ ctdbd }) => ctdbd !== 0);
  return (setting.publicAddresses ?? []).every(
    ({ address }) =>
      there.some(({ addresses }) => addresses.has(address)) &&
      there.every(({ pnn, addresses }) => addresses.has(address) === assigned.has(pnn, address)),
  );
}

function judge(state: State, { host, atUs }: TraceEvent): Violation | null {
  const { setting, picture, madeBy, beganUs } = state;
  if (
    beganUs < 0 ||
    !areInOrder(state) ||
    madeBy !== host ||
    picture.disturbances.isOpen ||
    picture.disturbances.mayWait(beganUs, silentUs(setting.constants))
  )
    return null;
  return {
    atUs,
    hosts: [host],
    why: [
      `At ${clock(atUs)} ${node(host)} made a takeover run, after one that had begun at ${clock(beganUs)} and succeeded.`,
      "Meanwhile no node, health, leader, link or list of addresses had changed, no script had failed, and no address had moved but in that run.",
      "While a leader makes a run the others keep still, and none asks for what it is about to do.",
    ],
  };
}
