import { FLAG, type GroupName, groupNames, INACTIVE, type Pnn } from "../../model/index.ts";
import { flagsPushedUs } from "../bounds.ts";
import { Connections, connectionTypes } from "../connections.ts";
import { never } from "../never.ts";
import { type HostView, hostTypes, type Picture, takeoverTypes } from "../picture/index.ts";
import type { Setting } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { succeededRun } from "./runs-that-succeed.ts";
import { SinceWhen } from "./since.ts";

interface State {
  readonly picture: Picture;
  readonly connections: Connections;
  /** Whom the scripts of each host have acted on last; by group. */
  readonly leaders: Readonly<Record<GroupName, Map<Pnn, Pnn>>>;
  /** Stopped or disabled, in all its daemons. */
  readonly unfit: SinceWhen;
  /** Neither inactive nor disabled, and RUNNING. */
  readonly fit: SinceWhen;
  readonly pushedUs: number;
}

/** The address of a NAT gateway must not stay on a node that has been taken out while another node has it too. */
export const unfitLeadsNoGroup = never<State>({
  name: "unfit-leads-no-group",
  sentence:
    "After a takeover run that has succeeded, a node that it reached and that has been stopped or disabled all the time does not act as leader of a NAT gateway or LVS group which another one that it is connected with leads, too.",
  needs: [...new Set(["group-leader-changed" as const, ...takeoverTypes, ...hostTypes, ...connectionTypes])],
  applies: needsGroups,
  initial: ({ constants }, picture) => ({
    picture,
    connections: new Connections(picture),
    leaders: { natgw: new Map(), lvs: new Map() },
    unfit: new SinceWhen(picture, Number.POSITIVE_INFINITY, isOut),
    fit: new SinceWhen(picture, Number.POSITIVE_INFINITY, isFit),
    pushedUs: flagsPushedUs(constants),
  }),
  step(state, event) {
    const { picture, connections, leaders, unfit, fit } = state;
    connections.observe(event);
    unfit.note(event);
    fit.note(event);
    if (event.type === "group-leader-changed") leaders[event.group].set(event.host, event.leader);
    if (event.type === "process-started" && event.program === "ctdbd")
      for (const name of groupNames) leaders[name].delete(event.host);
    const run = succeededRun(picture, event);
    if (run === undefined) return null;
    for (const name of groupNames) {
      const acting = [...run.reached].filter((pnn) => leaders[name].get(pnn) === pnn);
      const left = acting.find((pnn) => unfit.hasBeenSo(pnn, run.startedUs));
      if (left === undefined) continue;
      // Whoever is out and sees no other member is the best that it knows of.
      const seen = acting.filter((pnn) => connections.isConnected(left, pnn));
      const other = seen.find((pnn) => fit.hasBeenSo(pnn, run.startedUs - state.pushedUs));
      if (other === undefined) continue;
      return {
        atUs: event.atUs,
        hosts: [left, other],
        why: [
          `At ${clock(event.atUs)} ${node(left)} acted as leader of ${name}, and so did ${node(other)}.`,
          `The takeover run of ${node(run.host)} that had begun at ${clock(run.startedUs)} had just succeeded, and had reached both; ${node(left)} was stopped or disabled before.`,
          "Who leads is worked out at the end of each run, on every node that is connected, and each node knows its own flags.",
        ],
      };
    }
    return null;
  },
});

function isOut({ ctdbd, flags }: HostView): boolean {
  return ctdbd !== 0 && (flags & (FLAG.stopped | FLAG.disabled)) !== 0;
}

function isFit({ ctdbd, runState, flags }: HostView): boolean {
  return ctdbd !== 0 && runState === "running" && (flags & (INACTIVE | FLAG.disabled | FLAG.unhealthy)) === 0;
}

function needsGroups({ groups }: Setting): string | null {
  return groups === undefined ? "There is no group that chooses a leader of its own." : null;
}
