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
  readonly answeredBy: Set<Pnn>;
  /** Where its control is held back: those that come later are answered first. */
  readonly lateAt: Set<Pnn>;
  /** Who went into recovery mode for it, and who refused. */
  readonly frozen: Set<Pnn>;
  refusedBy: Pnn;
  /** Announced or abandoned. */
  isOver: boolean;
}

/** An answer may come long after its election is over; so many are remembered. */
const ELECTIONS = 16;

type Answer = (ObservationOf<"control-accepted"> | ObservationOf<"control-refused">) & TraceEvent;

interface State {
  readonly picture: Picture;
  /** Of each node, in the order in which they began: one may begin while another waits for its answers. */
  readonly elections: Map<Pnn, Election[]>;
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
    "election-abandoned",
    "control-accepted",
    "control-refused",
    "control-delayed",
    "process-started",
    ...hostTypes,
  ],
  on: [
    "election-started",
    "election-announced",
    "election-abandoned",
    "control-accepted",
    "control-refused",
    "control-delayed",
    "process-started",
  ],
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
        // It is none of the daemon that runs now: who has outlived its main daemon does this on its way out.
        if (state.picture.hosts[pnn]?.beforeOrphan !== null) return null;
        elections.set(pnn, [...(elections.get(pnn) ?? []).slice(1 - ELECTIONS), begun(state, pnn, atUs)]);
        return null;
      case "election-abandoned":
        end(elections, pnn);
        return null;
      case "control-accepted":
      case "control-refused":
        noteAnswer(elections, event);
        return null;
      case "control-delayed":
        if (event.op === "SET_RECMODE") inLine(elections.get(event.from) ?? [], pnn)?.lateAt.add(pnn);
        return null;
      default:
        return event.type === "election-announced" ? judge(state, event) : null;
    }
  },
});

function begun({ picture }: State, pnn: Pnn, startedUs: number): Election {
  const recoverd = picture.hosts[pnn]?.recoverd ?? 0;
  return {
    startedUs,
    recoverd,
    answeredBy: new Set(),
    lateAt: new Set(),
    frozen: new Set(),
    refusedBy: -1,
    isOver: false,
  };
}

/** The one that began last ends first: the others wait below it. */
function end(elections: State["elections"], pnn: Pnn): Election | undefined {
  const last = elections.get(pnn)?.findLast(({ isOver }) => !isOver);
  if (last !== undefined) last.isOver = true;
  return last;
}

/** The election whose control a host handles next: they come in the order in which they were sent. */
function inLine(asked: readonly Election[], host: Pnn): Election | undefined {
  const open = asked.filter(({ answeredBy }) => !answeredBy.has(host));
  return open.find(({ lateAt }) => !lateAt.has(host)) ?? open[0];
}

function noteAnswer(elections: State["elections"], event: Answer): void {
  if (event.op !== "SET_RECMODE" || event.as !== "candidate") return;
  const asked = elections.get(event.from)?.filter(({ recoverd }) => recoverd === event.pid) ?? [];
  const answered = inLine(asked, event.host);
  answered?.answeredBy.add(event.host);
  // Who has gone into recovery mode for one is there for all.
  if (event.type === "control-accepted") for (const election of asked) election.frozen.add(event.host);
  else if (answered !== undefined) answered.refusedBy = event.host;
}

function judge(state: State, { host: pnn, atUs }: TraceEvent): Violation | null {
  const host = state.picture.hosts[pnn];
  const election = end(state.elections, pnn);
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
