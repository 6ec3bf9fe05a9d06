import type { Pnn } from "../../model/index.ts";
import { never } from "../never.ts";
import { hostTypes, type Picture, takeoverTypes } from "../picture/index.ts";
import { clock, node, seconds } from "../sentences.ts";
import { needsAddresses } from "../setting-needs.ts";

interface State {
  readonly picture: Picture;
  readonly nodes: number;
  readonly graceUs: number;
  /** By leader: when its runs have failed of what they asked of nodes, since a failure last had a consequence. */
  readonly failedUs: number[][];
  /** How far each run has come. */
  readonly phases: Map<number, string>;
}

/** The phases in which a node is blamed for what it does not do. */
const blaming: ReadonlySet<string> = new Set(["known", "available", "start", "release", "take", "finish"]);

/** A node that keeps takeover runs from succeeding keeps every other one from being served. */
export const failingRunsEndInABan = never<State>({
  name: "failing-runs-end-in-a-ban",
  sentence:
    "Takeover runs of one leader that fail of what they ask of nodes do not go on: one of the nodes has been blamed twice, and is banned.",
  needs: ["banned", "recovery-completed", "leader-believed", ...takeoverTypes, ...hostTypes],
  on: ["takeover-phase", "takeover-ended", "banned", "recovery-completed", "leader-believed", "process-exited"],
  applies: (setting) =>
    needsAddresses(setting) ?? (setting.constants.enableBans === 0 ? "Nobody is banned in this setting." : null),
  initial: ({ nodes, constants }, picture) => ({
    picture,
    nodes,
    graceUs: constants.recoveryGracePeriodUs,
    failedUs: picture.hosts.map(() => []),
    phases: new Map(),
  }),
  step(state, event) {
    const { failedUs, phases, nodes, graceUs } = state;
    const { host, atUs } = event;
    switch (event.type) {
      case "takeover-phase":
        phases.set(event.pid, event.phase);
        return null;
      // A ban is what was owed; a recovery that has succeeded forgets all credits.
      case "banned":
        forgetAll(failedUs);
        return null;
      case "recovery-completed":
      case "leader-believed":
        failedUs[host] = [];
        return null;
      case "process-exited":
        phases.delete(event.pid);
        if (event.program === "recoverd" || event.program === "ctdbd") failedUs[host] = [];
        return null;
      case "takeover-ended": {
        if (event.ok || !blaming.has(phases.get(event.pid) ?? "")) return null;
        const recent = [...(failedUs[host] ?? []).filter((oneUs) => atUs - oneUs < graceUs), atUs];
        failedUs[host] = recent;
        return recent.length <= mostMax(nodes) ? null : { atUs, hosts: [host], why: why(host, recent, graceUs, nodes) };
      }
      default:
        return null;
    }
  },
});

/** So many runs blame each node once, and the next one somebody twice; one more may end before the ban is seen. */
function mostMax(nodes: number): number {
  return nodes + 2;
}

function forgetAll(failedUs: number[][]): void {
  for (const host of failedUs.keys()) failedUs[host] = [];
}

function why(host: Pnn, recent: readonly number[], graceUs: number, nodes: number): readonly [string, string, string] {
  return [
    `At ${clock(recent.at(-1) ?? 0)} the takeover run number ${recent.length} of ${node(host)} failed since ${clock(recent[0] ?? 0)}.`,
    "No node was banned meanwhile, and no recovery has cleared what nodes were blamed for.",
    `A run that fails blames a node, and two within ${seconds(graceUs)} ban it: ${nodes} nodes are blamed twice by ${nodes + 1} runs.`,
  ];
}
