/**
 * What an election costs at 4, 16 and 64 nodes: the main daemon of the leader is killed, and until all recovery daemons that are left
 * believe in one new leader and their elections are over the packets between hosts are counted by kind, beside the simulated time and the CPU time.
 * By the formula: an election that is called sets every node's recovery mode (a control and its answer each) and says UNKNOWN to all, so 3 (n-2)
 * packets; the new leader says so to all (n-2); without a lock each vote goes to all (n-2). How many call one, and how many vote, decides the power of n.
 * `npx tsc -p bench/tsconfig.json && node out/bench/bench/scale.bench.js [seeds]`
 */
import { defaultStorage, defaultTiming, modelFor, type Scenario, type TraceEvent } from "../model/index.ts";
import { simulate } from "../sim/index.ts";
import { cpuSeconds, median, row } from "./measure.ts";

const SIZES = [4, 16, 64];
const LOCKS = ["fcntl", "none"] as const;
/** Boot, first recovery and startup are over by then. */
const CALM_US = 60_000_000;
/** A cluster without a new leader by then has none. */
const LIMIT_US = 20_000_000;

/** What one election came to. */
interface Election {
  readonly seconds: number;
  readonly cpuMs: number;
  /** CPU time of a calm second of the whole cluster. */
  readonly calmCpuMs: number;
  /** Elections called, votes cast. */
  readonly called: number;
  readonly votes: number;
  readonly packets: Readonly<Record<string, number>>;
}

function scenario(nodes: number, lock: Scenario["lock"], seed: string): Scenario {
  return {
    version: 1,
    seed,
    nodes,
    lock,
    durationUs: CALM_US + LIMIT_US,
    timing: defaultTiming,
    storage: defaultStorage,
    clockOffsetUs: new Array<number>(nodes).fill(0),
    set: {},
    faults: [
      {
        kind: "kill-process",
        host: -1,
        program: "ctdbd",
        restartUs: 0,
        atUs: CALM_US,
        on: { event: "leadership-claimed", delayUs: 0, withinUs: 1_000_000 },
      },
    ],
    dropped: [],
  };
}

/** Follows whom every host believes in, and whether its election goes on. */
class Beliefs {
  private readonly leaders = new Map<number, number>();
  private readonly electing = new Set<number>();

  follow(event: TraceEvent): void {
    const { host } = event;
    if (event.type === "leader-believed") this.leaders.set(host, event.leader);
    if (event.type === "election-started") this.electing.add(host);
    if (event.type === "election-ended" || event.type === "election-abandoned" || event.type === "lock-refused")
      this.electing.delete(host);
    if (event.type === "process-exited" && event.program === "recoverd") {
      this.leaders.delete(host);
      this.electing.delete(host);
    }
  }

  /** In whom all believe, who is one of them, with no election going on; -1: in nobody. */
  get agreed(): number {
    const [leader = -1, ...others] = this.leaders.values();
    const isOne = this.electing.size === 0 && this.leaders.has(leader) && others.every((other) => other === leader);
    return isOne ? leader : -1;
  }
}

/** Boots a cluster, kills the leader's main daemon and counts until all agree again. */
function elect(nodes: number, lock: Scenario["lock"], seed: string): Election {
  const plan = scenario(nodes, lock, seed);
  const beliefs = new Beliefs();
  const packets: Record<string, number> = {};
  let [calm, struck, called] = [{ atUs: 0, cpu: 0 }, { atUs: 0, cpu: 0 }, 0];
  let election: Election | undefined;
  simulate(plan, {
    model: modelFor(plan),
    watch: {
      packet: ({ name }) => {
        if (struck.atUs > 0 && election === undefined) packets[name] = (packets[name] ?? 0) + 1;
      },
    },
    observe: (event) => {
      const { atUs } = event;
      beliefs.follow(event);
      if (calm.atUs === 0 && atUs >= CALM_US - 10_000_000) calm = { atUs, cpu: cpuSeconds() };
      if (event.type === "fault-injected") struck = { atUs, cpu: cpuSeconds() };
      if (struck.atUs === 0 || election !== undefined) return;
      if (event.type === "election-started") called += 1;
      if (called === 0 || beliefs.agreed < 0) return;
      const votes = (packets["ELECTION"] ?? 0) / (nodes - 2);
      const cpuMs = (cpuSeconds() - struck.cpu) * 1e3;
      const calmCpuMs = ((struck.cpu - calm.cpu) * 1e9) / (struck.atUs - calm.atUs);
      election = { seconds: (atUs - struck.atUs) / 1e6, cpuMs, calmCpuMs, called, votes, packets };
    },
  });
  if (election === undefined) throw new Error(`${nodes} nodes, ${lock}, seed ${seed}: no new leader`);
  return election;
}

const seeds = Number(process.argv[2] ?? 5);
elect(16, "fcntl", "warm-up");
elect(16, "none", "warm-up");
row(
  "nodes, lock",
  "s",
  "called",
  "votes",
  "packets",
  "by the formula",
  "keepalives",
  "the loops' own",
  "CPU ms",
  "calm, CPU ms/s",
);
row("---", "---", "---", "---", "---", "---", "---", "---", "---", "---");
for (const lock of LOCKS) {
  for (const nodes of SIZES) {
    const runs = Array.from({ length: seeds }, (_, index) => elect(nodes, lock, `scale/${index + 1}`));
    const middle = (of: (run: Election) => number): number => median(runs.map(of));
    const count = (run: Election, ...kinds: readonly string[]): number =>
      kinds.reduce((sum, kind) => sum + (run.packets[kind] ?? 0), 0);
    const all = (run: Election): number => count(run, ...Object.keys(run.packets));
    const known = (run: Election): number => count(run, "LEADER", "ELECTION", "SET_RECMODE");
    const expected = (run: Election): number => (3 * run.called + run.votes + 1) * (nodes - 2);
    row(
      `${nodes}, ${lock}`,
      middle(({ seconds }) => seconds).toFixed(2),
      middle(({ called }) => called),
      middle(({ votes }) => votes),
      middle(known),
      middle(expected),
      middle((run) => count(run, "keepalive")),
      middle((run) => all(run) - known(run) - count(run, "keepalive")),
      middle(({ cpuMs }) => cpuMs).toFixed(1),
      middle(({ calmCpuMs }) => calmCpuMs).toFixed(2),
    );
    if (process.argv[3] === "kinds") process.stdout.write(`${JSON.stringify(runs[0]?.packets)}\n`);
  }
}
