/**
 * What a recovery costs with 3, 100 and 1,000 databases on 3 nodes, and with 3 databases on 16 and 64 nodes: `ctdb recover`
 * in a calm cluster, from the moment the leader begins until it is complete. Packets between hosts, simulated time and
 * CPU time. By the formula a volatile database costs 8 controls to each node (name, freeze, start, wipe, push, confirm,
 * commit, thaw) and a pull from each, with an answer each: 18 (n-1) packets between hosts, less the leader's own.
 * `npx tsc -p bench/tsconfig.json && node out/bench/bench/databases.bench.js [rounds]`
 */
import { defaultStorage, defaultTiming, modelFor, type Scenario } from "../model/index.ts";
import { simulate } from "../sim/index.ts";
import { cpuSeconds, median, row } from "./measure.ts";

const SIZES = [
  [3, 3],
  [3, 100],
  [3, 1_000],
  [16, 3],
  [64, 3],
] as const;
const CALM_US = 60_000_000;
const LIMIT_US = 60_000_000;

/** What one recovery came to. */
interface Recovery {
  readonly packets: number;
  readonly seconds: number;
  readonly cpuMs: number;
}

function scenario(nodes: number, databases: number, isAsked: boolean, seed: string): Scenario {
  return {
    version: 1,
    seed,
    nodes,
    lock: "fcntl",
    durationUs: CALM_US + (isAsked ? LIMIT_US : 0),
    timing: defaultTiming,
    storage: defaultStorage,
    clockOffsetUs: new Array<number>(nodes).fill(0),
    set: {},
    databases: Array.from({ length: databases }, (_, index) => ({ name: `db${index}`, kind: "volatile" })),
    faults: isAsked ? [{ kind: "admin", host: 0, command: "recover", atUs: CALM_US }] : [],
    dropped: [],
  };
}

function recover(nodes: number, databases: number, seed: string): Recovery {
  const calm = scenario(nodes, databases, false, seed);
  const model = modelFor(calm);
  const calmStart = cpuSeconds();
  simulate(calm, { model, observe: () => undefined });
  const calmCpu = cpuSeconds() - calmStart;
  let begunUs = 0;
  let endUs = 0;
  let packets = 0;
  const start = cpuSeconds();
  simulate(scenario(nodes, databases, true, seed), {
    model,
    observe: ({ type, atUs }) => {
      if (atUs < CALM_US) return;
      if (type === "recovery-step") begunUs = atUs;
      if (type === "recovery-completed") endUs = atUs;
    },
    watch: {
      packet: ({ name }) => {
        if (begunUs > 0 && endUs === 0 && name !== "keepalive") packets += 1;
      },
    },
    stop: () => endUs > 0,
  });
  return { packets, seconds: (endUs - begunUs) / 1e6, cpuMs: (cpuSeconds() - start - calmCpu) * 1e3 };
}

const rounds = Number(process.argv[2] ?? 3);
row("nodes x databases", "packets", "seconds", "CPU ms");
for (const [nodes, databases] of SIZES) {
  const all = Array.from({ length: rounds }, (_, index) => recover(nodes, databases, `databases/${index}`));
  const of = (pick: (one: Recovery) => number): number => median(all.map(pick));
  row(
    `${nodes} x ${databases}`,
    String(of(({ packets }) => packets)),
    of(({ seconds }) => seconds).toFixed(2),
    of(({ cpuMs }) => cpuMs).toFixed(0),
  );
}
