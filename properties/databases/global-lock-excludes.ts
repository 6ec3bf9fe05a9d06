import {
  GLOBAL_LOCKS,
  hasGlobalLock,
  INVALID_GENERATION,
  type ObservationOf,
  type ObservationType,
  type Pnn,
  type TraceEvent,
} from "../../model/index.ts";
import { never } from "../never.ts";
import { databaseGenerationTypes, type Picture } from "../picture/index.ts";
import type { Setting, Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsReplicated } from "./needs-databases.ts";

/** A transaction that has begun and not ended, of a client that lives. */
interface Open {
  readonly host: Pnn;
  readonly pid: number;
  readonly db: string;
  readonly sinceUs: number;
  /** Whose copies of the global locks had the generation of its node's when it began. */
  readonly members: readonly Pnn[];
}

interface State {
  open: readonly Open[];
  /** When somebody last left, or was lost sight of: the lock may be lost with a node, and who is not reached counts as gone. */
  apartUs: number;
  readonly picture: Picture;
  readonly timeoutUs: number;
}

type Began = ObservationOf<"transaction-began"> & TraceEvent;

/** The lock is what keeps transactions apart (facts/recovery.md §1.9 step 1); what S10 allows is a lock that was lost. */
export const globalLockExcludes = never<State>({
  name: "global-lock-excludes",
  sentence:
    "Nobody begins a transaction over a database while a client has one open there that lives and can be reached.",
  needs: [
    ...new Set<ObservationType>(["transaction-began", "transaction-ended", "peer-dead", ...databaseGenerationTypes]),
  ],
  on: ["transaction-began", "transaction-ended", "peer-dead", "generation-changed", "process-exited", "host-crashed"],
  applies: needsGlobalLock,
  initial: ({ constants }, picture) => ({
    open: [],
    apartUs: Number.NEGATIVE_INFINITY,
    picture,
    timeoutUs: constants.controlTimeoutUs,
  }),
  step: (state, event) => {
    if (event.type === "transaction-began") return begin(state, event);
    if (event.type === "transaction-ended" || event.type === "process-exited") {
      const { host, pid } = event;
      state.open = state.open.filter((one) => one.host !== host || one.pid !== pid);
    }
    if (event.type === "host-crashed") state.open = state.open.filter(({ host }) => host !== event.host);
    if (isApart(event)) state.apartUs = event.atUs;
    return null;
  },
});

function needsGlobalLock(setting: Setting): string | null {
  const why = needsReplicated(setting);
  if (why !== null || hasGlobalLock(setting.databases)) return why;
  return "There is no database of global locks.";
}

function isApart(event: TraceEvent): boolean {
  if (event.type === "generation-changed") return event.generation === INVALID_GENERATION;
  const isDaemon = event.type === "process-exited" && event.program === "ctdbd";
  return isDaemon || event.type === "host-crashed" || event.type === "peer-dead";
}

function begin(state: State, { atUs, host, pid, db }: Began): Violation | null {
  const { databaseGenerations } = state.picture;
  const generation = databaseGenerations.get(host, GLOBAL_LOCKS) ?? INVALID_GENERATION;
  const members = generation === INVALID_GENERATION ? [] : databaseGenerations.hostsAt(GLOBAL_LOCKS, generation);
  const rival = state.open.find(
    (one) =>
      one.db === db &&
      (one.host !== host || one.pid !== pid) &&
      one.sinceUs > state.apartUs &&
      // Who was asked for it for as long as that may be taken for gone.
      atUs - one.sinceUs < state.timeoutUs &&
      one.members.includes(host) &&
      members.includes(one.host),
  );
  state.open = [...state.open, { host, pid, db, sinceUs: atUs, members }];
  if (rival === undefined) return null;
  return {
    atUs,
    hosts: [rival.host, host],
    why: [
      `At ${clock(atUs)} a client on ${node(host)} began a transaction over ${db}.`,
      `One on ${node(rival.host)} has had one open since ${clock(rival.sinceUs)}, and lives.`,
      "The global lock keeps them apart, and no node has left or was out of sight meanwhile.",
    ],
  };
}
