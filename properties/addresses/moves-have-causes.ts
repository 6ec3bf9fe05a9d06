import { FLAG, INACTIVE, type Pnn, type TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import { type HostView, hostTypes, type Picture, scriptTypes, takeoverTypes } from "../picture/index.ts";
import type { Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsSpreading } from "../setting-needs.ts";
import { ForcedNodes, forcedTypes } from "./forced-nodes.ts";
import { KnownAddresses, knownAddressTypes } from "./known-addresses.ts";
import { isChangedByHand, reachedHosts, succeededRun } from "./runs-that-succeed.ts";
import { SinceWhen } from "./since.ts";

/** What a run that succeeded has left behind, or a move by hand after it. */
interface Left {
  readonly startedUs: number;
  readonly atUs: number;
  /** Who has which address. */
  readonly owner: ReadonlyMap<string, Pnn>;
}

interface State {
  readonly picture: Picture;
  /** Fit to host addresses under the same daemon. */
  readonly fit: SinceWhen;
  left: Left | null;
  readonly known: KnownAddresses;
  readonly forced: ForcedNodes;
}

function isFit({ runState, flags, mode }: HostView): boolean {
  return runState === "running" && mode === "normal" && (flags & (INACTIVE | FLAG.disabled | FLAG.unhealthy)) === 0;
}

/** A move costs clients their connections: LCP2 moves only what has to move, or to a node that has nothing. */
export const movesHaveCauses = never<State>({
  name: "moves-have-causes",
  sentence:
    "From one successful takeover run to the next no public address moves between two nodes that were fit all the time and both had some, unless a reload asked for that, or addresses were changed or moved by hand; what was moved by hand stays there.",
  needs: [...knownAddressTypes, ...forcedTypes, ...takeoverTypes, ...scriptTypes, ...hostTypes],
  applies: needsSpreading,
  initial: (setting, picture) => ({
    picture,
    fit: new SinceWhen(picture, Number.POSITIVE_INFINITY, isFit),
    left: null,
    known: new KnownAddresses(setting, picture),
    forced: new ForcedNodes(),
  }),
  step(state, event) {
    const { picture, fit } = state;
    fit.note(event);
    state.known.observe(event);
    state.forced.observe(event, picture);
    if (isMovedByHand(state, event))
      state.left = { startedUs: event.atUs + 1, atUs: event.atUs, owner: ownersOn(picture.hosts) };
    const run = succeededRun(picture, event);
    if (run === undefined) return null;
    const before = state.left;
    const reached = reachedHosts(picture, run, event.atUs);
    const owner = ownersOn(reached);
    // What somebody has changed in a kernel meanwhile is where no run has put it.
    for (const address of owner.keys()) if (isChangedByHand(picture, address, run.startedUs)) owner.delete(address);
    // A run that could not reach everybody says nothing of where addresses are.
    state.left = reached.length === picture.hosts.length ? { startedUs: run.startedUs, atUs: event.atUs, owner } : null;
    return before === null || state.left === null ? null : judge(state, before, state.left);
  },
});

/** An address has been moved by hand, with nothing else under way: it stays where it is now. */
function isMovedByHand({ left, known, picture }: State, event: TraceEvent): boolean {
  if (left === null || event.type !== "address-command-ended" || !event.ok) return false;
  if (known.moves.untilUs !== event.atUs || picture.takeovers.isMoving(event.atUs, 0)) return false;
  return picture.hosts.every(({ pnn }) => known.isSameSince(pnn, left.startedUs));
}

function ownersOn(hosts: readonly HostView[]): Map<string, Pnn> {
  return new Map(hosts.flatMap(({ pnn, addresses }) => [...addresses.keys()].map((one) => [one, pnn] as const)));
}

function judge(
  { fit, known, forced, picture }: State,
  before: Left,
  { startedUs, atUs, owner }: Left,
): Violation | null {
  // A run goes by where addresses were when it looked: what was moved by hand after that it moves back.
  if (startedUs < before.atUs) return null;
  // What was added or deleted anywhere, or moved by hand, may leave a node with less than it had when a run looks.
  const sinceUs = before.startedUs;
  if (known.moves.untilUs >= sinceUs || picture.hosts.some(({ pnn }) => !known.isSameSince(pnn, sinceUs))) return null;
  const hadSome = new Set(before.owner.values());
  for (const [address, to] of owner) {
    const from = before.owner.get(address) ?? to;
    const wereFit = fit.hasBeenSo(from, before.atUs) && fit.hasBeenSo(to, before.atUs);
    if (from === to || !hadSome.has(to) || !wereFit || forced.mayBeForced(to)) continue;
    return {
      atUs,
      hosts: [from, to],
      why: [
        `At ${clock(atUs)} ${node(to)} had the public address ${address}, which ${node(from)} had had at ${clock(before.atUs)}.`,
        "Both could host addresses all the time, and both had some before.",
        "LCP2 leaves an address where it is unless its node cannot host it, or another node has none or is forced to be given some.",
      ],
    };
  }
  return null;
}
