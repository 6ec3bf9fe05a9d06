import type { ObservationOf, Pnn, TraceEvent } from "../model/index.ts";
import { never } from "./never.ts";
import { hostTypes, isActive, type Picture } from "./picture/index.ts";
import type { Violation } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** One election that a node forces. */
interface Election {
  readonly startedUs: number;
  readonly recoverd: number;
  /** Who went into recovery mode for it, and who refused. */
  readonly frozen: Set<Pnn>;
  refusedBy: Pnn;
}

type Answer = (ObservationOf<"control-accepted"> | ObservationOf<"control-refused">) & TraceEvent;

interface State {
  readonly picture: Picture;
  readonly elections: Map<Pnn, Election>;
  /** Since when each recovery daemon runs. */
  readonly startedUs: number[];
}

/** While nobody leads nobody may go on as if the old leader's cluster still stood (T8a). */
export const frozenBeforeElection = never<State>({
  name: "frozen-before-election",
  sentence: "A node says that there is no leader only after it and all that it asked have gone into recovery mode.",
  needs: [
    "election-started",
    "election-announced",
    "control-accepted",
    "control-refused",
    "process-started",
    ...hostTypes,
  ],
  on: ["election-started", "election-announced", "control-accepted", "control-refused", "process-started"],
  applies: always,
  initial: (_setting, picture) => ({ picture, elections: new Map(), startedUs: picture.hosts.map(() => 0) }),
  step(state, event) {
    const { elections, startedUs } = state;
    const { host: pnn, atUs } = event;
    switch (event.type) {
      case "process-started":
        if (event.program === "recoverd") startedUs[pnn] = atUs;
        return null;
      case "election-started":
        elections.set(pnn, { startedUs: atUs, recoverd: recoverdOf(state, pnn), frozen: new Set(), refusedBy: -1 });
        return null;
      case "control-accepted":
      case "control-refused":
        noteAnswer(elections, event);
        return null;
      default:
        return event.type === "election-announced" ? judge(state, event) : null;
    }
  },
});

function recoverdOf({ picture }: State, pnn: Pnn): number {
  return picture.hosts[pnn]?.recoverd ?? 0;
}

function noteAnswer(elections: State["elections"], event: Answer): void {
  const election = elections.get(event.from);
  if (event.op !== "SET_RECMODE" || event.as !== "candidate" || election?.recoverd !== event.pid) return;
  if (event.type === "control-accepted") election.frozen.add(event.host);
  else election.refusedBy = event.host;
}

function judge(state: State, { host: pnn, atUs }: TraceEvent): Violation | null {
  const host = state.picture.hosts[pnn];
  const election = state.elections.get(pnn);
  if (host === undefined || election?.recoverd !== host.recoverd) return null;
  // Whether it counts itself as active depends on when it last looked: one that always was does.
  const countsItself = isActive(host) && host.flagsSinceUs <= (state.startedUs[pnn] ?? 0);
  const isFrozen = !countsItself || election.frozen.has(pnn);
  if (isFrozen && election.refusedBy < 0) return null;
  const who = election.refusedBy < 0 ? pnn : election.refusedBy;
  return {
    atUs,
    hosts: [pnn, who],
    why: [
      `At ${clock(atUs)} ${node(pnn)} said that there is no leader, in an election that it began at ${clock(election.startedUs)}.`,
      `For that election ${node(who)} had ${election.refusedBy < 0 ? "not gone" : "refused to go"} into recovery mode.`,
      "An election for which somebody cannot be put into recovery mode is abandoned.",
    ],
  };
}
