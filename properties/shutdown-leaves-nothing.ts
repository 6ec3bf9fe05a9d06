import type { ExitCause, Pnn, TraceEvent } from "../model/index.ts";
import { instantUs } from "./bounds.ts";
import { never } from "./never.ts";
import { hostTypes, isThereByHand, type Picture, unscheduledTypes } from "./picture/index.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** A shutdown that goes on. */
interface Going {
  readonly ctdbd: number;
  readonly sinceUs: number;
  readonly stoodUs: number;
  /** Was its clock set, or did it run wrong, meanwhile? By such a clock a time-out has another length. */
  isOdd: boolean;
}

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly going: Map<Pnn, Going>;
  /** Daemons whose event daemon has died. */
  readonly cutShort: Set<string>;
  /** Hosts whose clock has run wrong. */
  readonly wrong: Set<Pnn>;
}

/** An orderly end is one: addresses gone, and nobody left who could lead. */
export const shutdownLeavesNothing = never<State>({
  name: "shutdown-leaves-nothing",
  sentence: "A daemon that has shut down in order leaves neither addresses nor its recovery daemon behind.",
  needs: ["clock-stepped", "clock-rate-changed", ...hostTypes, ...unscheduledTypes],
  on: ["clock-stepped", "clock-rate-changed", "runstate-changed", "process-exited", "host-crashed"],
  applies: always,
  initial: (setting, picture) => ({ setting, picture, going: new Map(), cutShort: new Set(), wrong: new Set() }),
  step({ setting, picture, going, cutShort, wrong }, event) {
    const host = picture.hosts[event.host];
    if (host === undefined) return null;
    if (event.type === "runstate-changed" && event.runState === "shutdown") {
      const stoodUs = picture.unscheduled.totalUs(host.pnn, event.atUs);
      going.set(host.pnn, { ctdbd: host.ctdbd, sinceUs: event.atUs, stoodUs, isOdd: wrong.has(host.pnn) });
    }
    if (event.type === "host-crashed") going.delete(host.pnn);
    // A daemon whose event daemon dies exits at once, whatever it is at, or as soon as it hears of it.
    if (event.type === "process-exited" && event.program === "eventd" && died(event.cause))
      cutShort.add(`${host.pnn}/${host.ctdbd}`);
    const ended = going.get(host.pnn);
    if (event.type === "clock-rate-changed") wrong.add(host.pnn);
    if (ended !== undefined && (event.type === "clock-stepped" || event.type === "clock-rate-changed"))
      ended.isOdd = true;
    if (event.type !== "process-exited" || ended?.ctdbd !== event.pid) return null;
    going.delete(host.pnn);
    return event.cause === "exit" && !cutShort.delete(`${host.pnn}/${event.pid}`)
      ? judge(setting, picture, ended, event)
      : null;
  },
});

function died(cause: ExitCause): boolean {
  return cause === "killed" || cause === "crash";
}

function judge(
  { constants }: Setting,
  picture: Picture,
  ended: Going,
  { host: pnn, atUs }: TraceEvent,
): Violation | null {
  const host = picture.host(pnn);
  // One that stands still has not heard the signal yet.
  const stood = picture.unscheduled.isOpen(pnn) || picture.unscheduled.totalUs(pnn, atUs) > ended.stoodUs;
  const isLeft = host.recoverd !== 0 && !stood;
  // A shutdown event that is given up takes the addresses away when it is over.
  const isGivenUp = ended.isOdd || atUs - ended.sinceUs >= constants.scriptTimeoutUs - instantUs;
  // What somebody puts there while its scripts take away what they have found is nobody's.
  const isOwed = [...host.addresses].some(([one, sinceUs]) => sinceUs <= ended.sinceUs || !isThereByHand(host, one));
  const areLeft = isOwed && !isGivenUp;
  if (!areLeft && !isLeft) return null;
  return {
    atUs,
    hosts: [pnn],
    why: [
      `At ${clock(atUs)} the main daemon of ${node(pnn)} exited; it had begun to shut down at ${clock(ended.sinceUs)}.`,
      areLeft ? "Its addresses were still there." : `Its recovery daemon ${host.recoverd} ran.`,
      `Its recovery daemon goes before the shutdown event, its addresses in it, which has ${seconds(constants.scriptTimeoutUs)}.`,
    ],
  };
}
