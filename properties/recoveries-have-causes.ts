import { INACTIVE, type ObservationType, type Pnn, type TraceEvent } from "../model/index.ts";
import { differing } from "./agreement.ts";
import { byOwnClockUs, instantUs, silentUs } from "./bounds.ts";
import { never } from "./never.ts";
import {
  disturbanceTypes,
  type HostView,
  hostTypes,
  type Picture,
  takeoverTypes,
  unscheduledTypes,
} from "./picture/index.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  /** What keeps each node from being active, as it last said. */
  readonly inactive: number[];
  /** Are there two opinions of what is recovered? */
  isCalling: boolean;
  /** When something last called for a recovery. */
  calledUs: number;
  /** For how long the recovery daemon of each host had been held up by then. */
  heldUpUs: readonly number[];
  /** Whose recovery has ended, but not its takeover run; -1: nobody's. */
  endingBy: Pnn;
  /** Until when a leader may hold off; it does so after each recovery with its takeover run. */
  heldOffUs: number;
}

/** What by itself may call for a recovery: who is there, or who leads, has changed, or one did not go as it should. */
const calls = [
  "peer-connected",
  "peer-dead",
  "process-started",
  "process-exited",
  "host-crashed",
  "leader-believed",
  "leader-role-set",
  "lock-believed",
  "lock-released",
  "banned",
  "unbanned",
  "election-started",
  "election-ended",
  "recovery-failed",
  "recovery-aborted",
  "control-refused",
  "runstate-changed",
] as const satisfies readonly ObservationType[];

const calling: ReadonlySet<string> = new Set(calls);

const own = [
  "recovery-step",
  "recovery-completed",
  "takeover-ended",
  "recovery-mode-changed",
  "generation-changed",
  "flags-changed",
] as const;

/** Each recovery holds up all clients: one that nothing calls for is a fault, and whoever is blamed for it is innocent. */
export const recoveriesHaveCauses = never<State>({
  name: "recoveries-have-causes",
  sentence:
    "A recovery begins only soon after something has called for one: other modes, generations, members or leaders than before, or a failure.",
  needs: [
    ...new Set([...own, ...calls, ...hostTypes, ...takeoverTypes, ...unscheduledTypes, ...disturbanceTypes] as const),
  ],
  on: [...own, ...calls],
  applies: always,
  initial: (setting, picture) => ({
    setting,
    picture,
    inactive: picture.hosts.map(() => 0),
    isCalling: true,
    calledUs: 0,
    heldUpUs: picture.hosts.map(() => 0),
    endingBy: -1,
    heldOffUs: 0,
  }),
  step(state, event) {
    const violation = event.type === "recovery-step" && event.step === "begin" ? judge(state, event) : null;
    note(state, event);
    return violation;
  },
});

function note(state: State, event: TraceEvent): void {
  const { setting, picture, inactive } = state;
  const { host, atUs } = event;
  if (event.type === "recovery-completed" || (event.type === "takeover-ended" && host === state.endingBy))
    state.heldOffUs = atUs + byOwnClockUs(setting.constants.rerecoveryTimeoutUs);
  if (event.type === "recovery-completed") state.endingBy = host;
  if (event.type === "takeover-ended" && host === state.endingBy) state.endingBy = -1;
  const wasCalling = state.isCalling;
  const all = picture.hosts.map(({ pnn }) => pnn);
  state.isCalling = differing(picture.hosts.filter(isAsked)) !== "";
  let isCall = calling.has(event.type) || wasCalling || state.isCalling;
  if (event.type === "flags-changed") {
    isCall ||= (event.flags & INACTIVE) !== inactive[host];
    inactive[host] = event.flags & INACTIVE;
  }
  if (!isCall) return;
  state.calledUs = atUs;
  state.heldUpUs = all.map((pnn) => heldUpUs(picture, pnn, atUs));
}

/** Does the leader ask it for its mode and generation? Also one without a recovery daemon, or that is shutting down. */
function isAsked({ ctdbd, flags }: HostView): boolean {
  return ctdbd !== 0 && (flags & INACTIVE) === 0;
}

/** It may not have been scheduled, or have waited for a takeover run. */
function heldUpUs({ unscheduled, helping }: Picture, pnn: Pnn, atUs: number): number {
  return unscheduled.totalUs(pnn, atUs) + helping.totalUs(pnn, atUs);
}

/** A pass of the leader's main loop may go on yet, and wait for one that is silent; the next one finds what there is. */
function foundUs({ constants: k }: Setting, { disturbances }: Picture, atUs: number): number {
  const waitsUs = disturbances.mayWait(atUs, silentUs(k)) ? silentUs(k) : 0;
  return byOwnClockUs(2 * k.recoverIntervalUs + waitsUs) + instantUs;
}

function judge(state: State, { host, atUs }: TraceEvent): Violation | null {
  const { setting, picture, isCalling, calledUs, heldOffUs } = state;
  if (isCalling) return null;
  const ownUs = heldUpUs(picture, host, atUs) - (state.heldUpUs[host] ?? 0);
  const withinUs = foundUs(setting, picture, atUs);
  if (atUs <= Math.max(calledUs + ownUs, heldOffUs) + withinUs) return null;
  return {
    atUs,
    hosts: [host],
    why: [
      `At ${clock(atUs)} ${node(host)} began a recovery.`,
      `Since ${clock(calledUs)} all active nodes had been the same, in recovery mode normal, under one generation and one leader; what there was it finds within ${seconds(withinUs)}.`,
      "A recovery answers a change of who is there or who leads, or a failure; health and addresses are no cause.",
    ],
  };
}
