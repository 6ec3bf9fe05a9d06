/**
 * What takeover runs cost: 100, 1,000 and 5,000 addresses on 4, 32 and 64 nodes, a run that an address is lost to: the last
 * node is disabled in a calm cluster whose addresses are served, and its share moves to the others. Simulated seconds of that
 * run, packets between hosts while it lasts, and CPU time of the whole run, of which the allocation alone stands in the bench of that name.
 * `npx tsc -p bench/tsconfig.json && node out/bench/bench/takeover.bench.js [design] [sizes, such as 100,1000]`
 */
import {
  defaultStorage,
  defaultTiming,
  modelFor,
  type Scenario,
  type TakeoverDesign,
  type TraceEvent,
} from "../model/index.ts";
import { simulate } from "../sim/index.ts";
import { cpuSeconds, row } from "./measure.ts";

const NODES = [4, 32, 64];
const S = 1_000_000;
/** Scripts take this long, so that thousands of them, one after another, fit into the time of a run. */
const SCRIPT_US = 1_000;
/** Boot, first recovery and the first takeover runs are over by then. */
const CALM_US = 90 * S;
const LIMIT_US = 40 * S;
const SUBNET = 250;

/** What one run came to. */
interface Run {
  readonly seconds: number;
  readonly packets: number;
  readonly cpuMs: number;
  /** Addresses that a node took in it. */
  readonly moved: number;
}

function scenario(addresses: number, nodes: number, takeover: TakeoverDesign): Scenario {
  return {
    version: 1,
    seed: "takeover",
    nodes,
    lock: "fcntl",
    takeover,
    publicAddresses: Array.from({ length: addresses }, (_, index) => ({
      address: `10.0.${Math.floor(index / SUBNET)}.${(index % SUBNET) + 1}`,
    })),
    durationUs: CALM_US + LIMIT_US,
    timing: { ...defaultTiming, scriptUs: [SCRIPT_US, SCRIPT_US] },
    storage: defaultStorage,
    clockOffsetUs: new Array<number>(nodes).fill(0),
    set: {},
    faults: [{ kind: "admin", host: nodes - 1, atUs: CALM_US, command: "disable" }],
    dropped: [],
  };
}

/** Boots a cluster, disables its last node and follows the run that comes of it; undefined: none succeeded. */
function measured(addresses: number, nodes: number, takeover: TakeoverDesign): Run | undefined {
  const plan = scenario(addresses, nodes, takeover);
  let [startedUs, startedCpu, packets, moved] = [-1, 0, 0, 0];
  let run: Run | undefined;
  const observe = (event: TraceEvent): void => {
    const { atUs, type } = event;
    if (atUs < CALM_US || run !== undefined) return;
    if (type === "takeover-started") [startedUs, startedCpu, packets, moved] = [atUs, cpuSeconds(), 0, 0];
    if (type === "address-added") moved += 1;
    if (type !== "takeover-ended" || !event.ok || moved === 0) return;
    run = { seconds: (atUs - startedUs) / S, packets, cpuMs: (cpuSeconds() - startedCpu) * 1_000, moved };
  };
  simulate(plan, {
    model: modelFor(plan),
    observe,
    watch: {
      packet: () => {
        packets += 1;
      },
    },
  });
  return run;
}

const takeover = (process.argv[2] ?? "helper") as TakeoverDesign;
const sizes = (process.argv[3] ?? "100,1000,5000").split(",").map(Number);
row("addresses", "nodes", "moved", "simulated s", "packets", "CPU ms");
for (const addresses of sizes)
  for (const nodes of NODES) {
    const run = measured(addresses, nodes, takeover);
    if (run === undefined) row(addresses, nodes, "no run succeeded");
    else row(addresses, nodes, run.moved, run.seconds.toFixed(2), run.packets, run.cpuMs.toFixed(0));
  }
