import {
  GLOBAL_LOCKS,
  hasGlobalLock,
  INVALID_GENERATION,
  type ObservationOf,
  type ObservationType,
  type Pnn,
  type TraceEvent,
} from "../../model/index.ts";
import { Connections, connectionTypes } from "../connections.ts";
import { never } from "../never.ts";
import { databaseGenerationTypes, type HostView, isActive, type Picture, unscheduledTypes } from "../picture/index.ts";
import { processKey } from "../process-key.ts";
import type { Setting, Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsReplicated } from "./needs-databases.ts";
import { type Transacting, Transactions, transactionTypes } from "./transactions.ts";

type Began = ObservationOf<"transaction-began"> & TraceEvent;

/** What surrounded a client that took the lock, in a cluster that was whole. */
interface Surroundings {
  /** Hosts whose copy of the locks was of the same generation, and who were connected with its own. */
  readonly reached: readonly Pnn[];
  /** How long each host could not act by then. */
  readonly awayUs: readonly number[];
}

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly transactions: Transactions;
  readonly connections: Connections;
  /** Who took the lock in a whole cluster and has lost nobody since. */
  readonly sound: Map<number, Surroundings>;
  /** When each host's locks were last thawed. */
  readonly thawedUs: Map<Pnn, number>;
}

/** After one of these the holder may be out of reach, or the record of the lock may be gone with its dmaster. */
const losses = [
  "peer-dead",
  "flags-changed",
  "host-crashed",
  "process-exited",
  "partition-began",
  "control-refused",
] as const satisfies readonly ObservationType[];

const on = [...new Set<ObservationType>([...transactionTypes, ...connectionTypes, ...losses, "database-thawed"])];

/**
 * The lock is a record of a volatile database: it is lost with its dmaster, and taken from who cannot be reached (facts/recovery.md §1.9
 * step 1, §5, S10). From who has taken it under the same recovery, in reach, and in a whole cluster that has lost nobody since, nothing may take it.
 */
export const globalLockIsExclusive = never<State>({
  name: "global-lock-is-exclusive",
  sentence:
    "No client begins a transaction while another one is within its own over the same database, in a cluster that was whole when that began and has lost nobody since.",
  needs: [...new Set<ObservationType>([...on, ...databaseGenerationTypes, ...unscheduledTypes])],
  on,
  applies: (setting) =>
    needsReplicated(setting) ??
    (hasGlobalLock(setting.databases) ? null : "There is no database of global locks: nothing excludes transactions."),
  initial: (setting, picture) => ({
    setting,
    picture,
    transactions: new Transactions(),
    connections: new Connections(picture),
    sound: new Map(),
    thawedUs: new Map(),
  }),
  step(state, event) {
    state.connections.observe(event);
    if (event.type === "database-thawed" && event.db === GLOBAL_LOCKS) state.thawedUs.set(event.host, event.atUs);
    if (isLoss(event, state.picture)) state.sound.clear();
    const violation = event.type === "transaction-began" ? judge(state, event) : null;
    state.transactions.observe(event);
    return violation;
  },
});

function isLoss(event: TraceEvent, picture: Picture): boolean {
  if (event.type === "process-exited") return event.program === "ctdbd";
  if (event.type === "flags-changed") return !isActive(picture.host(event.host));
  // The question whether the holder exists.
  if (event.type === "control-refused") return event.op === "PROCESS_EXISTS";
  return (losses as readonly ObservationType[]).includes(event.type);
}

function judge(state: State, event: Began): Violation | null {
  const { picture, sound, transactions } = state;
  const { atUs, host, pid, db } = event;
  const now: Surroundings = { reached: reachedFrom(state, host), awayUs: awayUs(picture, atUs) };
  const rival = transactions.all().find((other) => isRival(other, event, now, state));
  if (isWhole(state, host)) sound.set(processKey(event), now);
  else sound.delete(processKey(event));
  if (rival === undefined) return null;
  return {
    atUs,
    hosts: [host, rival.host],
    why: [
      `At ${clock(atUs)} client ${pid} on ${node(host)} had the global lock of ${db}, and began a transaction.`,
      `Client ${rival.pid} on ${node(rival.host)} had been within its own since ${clock(rival.sinceUs)}, and lived.`,
      "No node had left since then, or was out of reach: the record said who had the lock, and his node that he existed.",
    ],
  };
}

/**
 * Nobody who runs has lost a host, or is in a recovery that may have begun without it: what such a node has of the locks counts
 * afterwards, and what that host has may not.
 */
function isWhole({ picture, connections, thawedUs }: State, host: Pnn): boolean {
  return picture.hosts
    .filter(({ pnn, ctdbd }) => pnn !== host && ctdbd !== 0)
    .every((other) => isLinked(connections, host, other.pnn) && !recovers(other, thawedUs));
}

/** Is the recovery, for which this node has gone into recovery mode, still to come to the locks? */
function recovers(host: HostView, thawedUs: State["thawedUs"]): boolean {
  return isActive(host) && host.mode === "active" && (thawedUs.get(host.pnn) ?? -1) < host.modeSinceUs;
}

function isLinked(connections: Connections, one: Pnn, other: Pnn): boolean {
  return connections.isConnected(one, other) && connections.isConnected(other, one);
}

/** Who has the locks of the same recovery as a host, and can be asked from there whether a holder exists. */
function reachedFrom({ picture, connections }: State, host: Pnn): readonly Pnn[] {
  const { databaseGenerations } = picture;
  const generation = databaseGenerations.get(host, GLOBAL_LOCKS) ?? INVALID_GENERATION;
  if (generation === INVALID_GENERATION) return [];
  return databaseGenerations
    .hostsAt(GLOBAL_LOCKS, generation)
    .filter((pnn) => pnn === host || isLinked(connections, host, pnn));
}

/** Is it within its transaction, was in reach of this one, and could be asked since? A question is given up after ControlTimeout. */
function isRival(other: Transacting, event: Began, now: Surroundings, { setting, sound }: State): boolean {
  const then = sound.get(processKey(other));
  if (then === undefined || other.stage !== "within" || other.db !== event.db) return false;
  if (!then.reached.includes(event.host) || !now.reached.includes(other.host)) return false;
  const lostUs = [other.host, event.host].reduce(
    (sum, pnn) => sum + (now.awayUs[pnn] ?? 0) - (then.awayUs[pnn] ?? 0),
    0,
  );
  return processKey(other) !== processKey(event) && lostUs < setting.constants.controlTimeoutUs;
}

/** How long each host could not act, up to now. */
function awayUs({ hosts, unscheduled }: Picture, atUs: number): readonly number[] {
  return hosts.map(({ pnn }) => unscheduled.totalUs(pnn, atUs));
}
