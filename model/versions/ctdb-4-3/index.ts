import type { Override } from "../../chart/index.ts";
import type { Effect } from "../../effect/index.ts";
import { type CtdbdContext, isConnected, peersOf } from "../../node/index.ts";
import type { AnyProgramChart } from "../../programs/index.ts";
import { recoversOnOldFlags, shutsDownAtOnce, startsNoReallocation } from "../before-head.ts";
import type { Version } from "../version.ts";
import { controls43 } from "./controls.chart.ts";
import { election43 } from "./election.chart.ts";
import { mainLoop43 } from "./main-loop.chart.ts";
import { oldChanges, oldGuards, winsByConnections } from "./names.ts";
import { recovery43 } from "./recovery.chart.ts";
import { recoveryDaemon43 } from "./recovery-daemon.chart.ts";
import { castVote43, compareVote43 } from "./votes.charts.ts";

function greetWithoutVersion(c: CtdbdContext): readonly Effect[] {
  return peersOf(c.d).flatMap((peer) => (isConnected(c.d, peer) ? [{ kind: "keepalive", peer }] : []));
}

/** Persistent databases and others are told apart whoever asks for which (in 4.17 only what is asked for counts). */
function isOtherKind({ d, f }: CtdbdContext): boolean {
  const spec = f.request?.body.spec;
  const here = d.databases[spec?.name ?? ""];
  return here !== undefined && (here.kind === "persistent") !== (spec?.kind === "persistent");
}

const charts = [
  recoveryDaemon43,
  compareVote43,
  castVote43,
  mainLoop43,
  election43,
  recovery43,
  controls43,
] as unknown as readonly AnyProgramChart[];

const overrides: readonly Override[] = [
  shutsDownAtOnce,
  ...startsNoReallocation,
  // The leader tells its path of the lock instead of comparing it.
  { id: "4.3/lock-paths-not-compared", chart: "start-recovery", steps: ["run-event", "answer"] },
  { id: "4.3/kinds-compared-both-ways", chart: "attach-database", guards: { isOtherKind } },
  // Keepalives carry no version, and nobody compares any.
  {
    id: "4.3/versions-not-compared",
    chart: "connections",
    guards: { mustGiveWay: () => false },
    actions: { greet: greetWithoutVersion },
  },
  // An inactive node is frozen whenever it was found in normal mode (until f8141e91a69, 2016).
  { id: "4.3/inactive-nodes-freeze-anew", chart: "main-loop", guards: { freezesAnew: () => true } },
  // A forked child probes the lock, and has no child of its own.
  { id: "4.3/probe-without-child", chart: "fcntl-helper", guards: { checksWanted: () => false } },
  recoversOnOldFlags(recovery43),
  // 3cf93d91361 (2015), ZOO-E14.
  { id: "unfixed/connections-come-first", chart: "compare-vote", guards: { wouldWin: winsByConnections } },
  // Deduced: nothing in the six cases asks the leader whether it leads.
  {
    id: "unfixed/leader-not-asked",
    chart: "main-loop",
    steps: (mainLoop43.steps ?? []).map(({ name }) => name).filter((name) => name !== "fetch-leaders-leader"),
  },
  // 5d655ac6f2f (2019), ZOO-N13: the size was compared with the number of lmasters, the map with all active nodes.
  {
    id: "unfixed/all-active-belong-in-the-map",
    chart: "main-loop",
    guards: { nodeNotInMap: oldGuards.nodeNotInMap.test },
    actions: { blameMissing: oldChanges.blameMissing.change },
  },
  // 6e588913dd5 (2017), ZOO-E08.
  {
    id: "unfixed/recovery-outlives-leadership",
    chart: "recovery",
    guards: { helperOverOrLeaderLost: oldGuards.helperOver.test },
  },
];

/** The design of 2015: votes, no announcements, the lock taken by the recovery and held by the recovery daemon itself. */
export const ctdb43: Version = { charts, without: ["lock-race"], overrides };
