import type { ObservationOf, ObservationType, TraceEvent } from "../../model/index.ts";
import {
  clientTypes,
  freezeTypes,
  hostTypes,
  inHandTypes,
  type Picture,
  recallTypes,
  unscheduledTypes,
} from "../picture/index.ts";
import type { Property, Violation } from "../property.ts";
import { clock, seconds } from "../sentences.ts";
import { circleSentence, endsOf } from "./circle-sentence.ts";
import { needsDatabases } from "./needs-databases.ts";
import { circleOf, sinceUs, stuckUs, type Waiter } from "./wait-graph.ts";

interface State {
  readonly picture: Picture;
  /** When to look for a circle again; infinite: nobody who holds something waits. */
  nextLookUs: number;
  /** When something last stood still, was slow, or ran again: it may still be under way. */
  unrestUs: number;
}

/** While one of these goes on, who waits may only wait for it. */
const unrestTypes = [
  "host-paused",
  "host-resumed",
  "process-stopped",
  "process-continued",
  "local-delivery-slowed",
  "control-delayed",
] as const satisfies readonly ObservationType[];

/** Whoever does one of these may wait for ever. */
const waitTypes = [
  "record-wanted",
  "call-asked",
  "transaction-asked",
  "attach-asked",
] as const satisfies readonly ObservationType[];

type Wait = ObservationOf<(typeof waitTypes)[number]> & TraceEvent;

function isWait(event: TraceEvent): event is Wait {
  return (waitTypes as readonly ObservationType[]).includes(event.type);
}

/** A circle is looked for again this often while somebody who holds a record waits for long. */
const lookAgainUs = 1_000_000;

/** Who waits in a circle waits for ever (facts/recovery.md §4). */
export const noDeadlock: Property<State> = {
  name: "no-deadlock",
  // Nothing bad is done: something good never comes.
  kind: "liveness",
  sentence: "Clients, freezes and recoveries do not wait for each other in a circle.",
  needs: [...clientTypes, ...freezeTypes, ...inHandTypes, ...recallTypes, ...hostTypes, ...unscheduledTypes],
  on: [...waitTypes, ...unrestTypes],
  applies: needsDatabases,
  initial: (_setting, picture) => ({ picture, nextLookUs: Number.POSITIVE_INFINITY, unrestUs: 0 }),
  step(state, event) {
    if (!isWait(event)) state.unrestUs = event.atUs;
    // Every circle goes through a client that waits and holds something: else nobody would wait for it.
    else if ((state.picture.clients.find(event)?.held.size ?? 0) > 0)
      state.nextLookUs = Math.min(state.nextLookUs, event.atUs + stuckUs);
    return null;
  },
  dueUs: ({ nextLookUs }) => nextLookUs,
  tick: look,
};

function look(state: State, atUs: number): Violation | null {
  const { picture } = state;
  state.nextLookUs = Number.POSITIVE_INFINITY;
  for (const client of picture.clients.waiting()) {
    if (client.held.size === 0) continue;
    const circle = circleOf(client, picture);
    const closedUs = Math.max(...circle.map(sinceUs));
    const stuckAtUs = Math.max(closedUs, state.unrestUs) + stuckUs;
    if (circle.length > 0 && stuckAtUs <= atUs && isAtRest(picture, atUs)) return violation(circle, closedUs, atUs);
    const againUs = circle.length > 0 ? stuckAtUs : (client.wait?.sinceUs ?? 0) + stuckUs;
    state.nextLookUs = Math.min(state.nextLookUs, againUs > atUs ? againUs : atUs + lookAgainUs);
  }
  return null;
}

function isAtRest({ hosts, unscheduled }: Picture, atUs: number): boolean {
  return hosts.every(({ pnn }) => !unscheduled.isOpen(pnn) && unscheduled.restUs(pnn, atUs) === 0);
}

function violation(circle: readonly Waiter[], closedUs: number, atUs: number): Violation {
  const hosts = circle.flatMap((waiter) => {
    if (waiter.kind === "client") return [waiter.client.host];
    if (waiter.kind === "unban") return [waiter.host];
    return waiter.kind === "freeze" ? [waiter.freeze.host] : [];
  });
  const sentence = circleSentence(circle);
  return {
    atUs,
    hosts: [...new Set(hosts)],
    why: [
      `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`,
      `${linksOf(circle)}; this circle closed at ${clock(closedUs)} and still stood ${seconds(atUs - closedUs)} later.`,
      `Nobody in it can go on by itself: it ends when ${endsOf(circle)}; after ${seconds(stuckUs)} CTDB itself warns of a lock that is blocked.`,
    ],
  };
}

/** When each began to hold or to wait: a report shows what happened at these moments. */
function linksOf(circle: readonly Waiter[]): string {
  const heldUs = circle.flatMap((waiter) =>
    waiter.kind === "client" ? [...waiter.client.held.values()].map((held) => held.sinceUs) : [],
  );
  const waitsUs = circle.map(sinceUs).filter((us) => us > 0);
  const moments = (us: readonly number[]): string =>
    [...new Set(us)]
      .sort((a, b) => a - b)
      .map(clock)
      .join(", ");
  return `Records were locked at ${moments(heldUs)} and waits began at ${moments(waitsUs)}`;
}
