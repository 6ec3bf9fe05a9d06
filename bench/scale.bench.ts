/**
 * What an election costs at 4, 16 and 64 nodes: the main daemon of the leader is killed, and until all recovery daemons that are left
 * believe in one new leader and their elections are over the packets between hosts are counted by kind, beside the simulated time and the CPU time.
 * By the formula: an election that is called sets every node's recovery mode (a control and its answer each) and says UNKNOWN to all, so 3 (n-2)
 * packets; the new leader says so to all (n-2); without a lock each vote goes to all (n-2). How many call one, and how many vote, decides the power of n.
 * `npx tsc -p bench/tsconfig.json && node out/bench/bench/scale.bench.js [seeds]`
 */
import { modelFor, type RecoverdData, type Scenario } from "../model/index.ts";
import { seeded } from "../sim/choices/index.ts";
import { assemble, boot, sendSignal, type World } from "../sim/world/index.ts";
import type { Packet } from "../sim/world/packet.ts";
import { cpuSeconds, median, row } from "./measure.ts";

const SIZES = [4, 16, 64];
const LOCKS = ["fcntl", "none"] as const;
/** Boot, first recovery and startup are over by then. */
const CALM_US = 60_000_000;
/** Agreement is looked for this often. */
const LOOK_US = 1_000;
const LIMIT_US = 60_000_000;

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
    timing: {
      networkUs: [200, 2_000],
      localUs: [20, 200],
      execUs: [2_000, 20_000],
      storageUs: [100, 2_000],
      scriptUs: [20_000, 500_000],
      bootUs: [0, 2_000_000],
    },
    storage: { lockRecoveryUs: 0, expelPausedUs: 0 },
    clockOffsetUs: new Array<number>(nodes).fill(0),
    set: {},
    faults: [],
    dropped: [],
  };
}

/** In whom everybody believes, if all believe in the same one, who believes so too, and no election goes on; -1: in nobody. */
function agreed(world: World): number {
  const beliefs = world.hosts.flatMap(({ pnn, ctdbd, recoverd }) => {
    if (ctdbd === null || recoverd === null) return [];
    const { leader, electionInProgress } = recoverd.data as RecoverdData;
    return [{ pnn, leader: electionInProgress ? -1 : leader }];
  });
  const leader = beliefs[0]?.leader ?? -1;
  const isOne = beliefs.every((belief) => belief.leader === leader) && beliefs.some(({ pnn }) => pnn === leader);
  return isOne ? leader : -1;
}

function kindOf(packet: Packet): string {
  if (packet.kind === "message") return packet.message.type;
  return packet.kind === "keepalive" ? "keepalive" : packet.request.op;
}

/** Boots a cluster, kills the leader's main daemon and counts until all agree again. */
function elect(nodes: number, lock: Scenario["lock"], seed: string): Election {
  const plan = scenario(nodes, lock, seed);
  const { world } = assemble(plan, modelFor(plan), seeded(seed));
  for (const host of world.hosts) world.later(world.draw("boot", plan.timing.bootUs), () => boot(world, host));
  let called = 0;
  world.listen((event) => {
    if (event.type === "election-started") called += 1;
  });
  world.kernel.runUntil(CALM_US - 10_000_000);
  const calmFrom = cpuSeconds();
  // The leader is struck at a moment of its own in each seed.
  const strikeUs = CALM_US + world.draw("strike", [0, 1_000_000]);
  world.kernel.runUntil(strikeUs);
  const calmCpuMs = ((cpuSeconds() - calmFrom) * 1e9) / (strikeUs - CALM_US + 10_000_000);
  const before = agreed(world);
  const daemon = world.hosts[before]?.ctdbd;
  if (daemon === null || daemon === undefined) throw new Error(`${nodes} nodes, ${lock}: no leader after a minute`);
  const packets: Record<string, number> = {};
  const send = world.network.send.bind(world.network);
  world.network.send = (from, to, packet) => {
    if (world.network.link(from, to).fromOpen) packets[kindOf(packet)] = (packets[kindOf(packet)] ?? 0) + 1;
    send(from, to, packet);
  };
  called = 0;
  const from = cpuSeconds();
  sendSignal(world, daemon, "KILL");
  for (let atUs = strikeUs + LOOK_US; atUs < strikeUs + LIMIT_US; atUs += LOOK_US) {
    world.kernel.runUntil(atUs);
    const leader = agreed(world);
    if (leader < 0 || leader === before) continue;
    const votes = (packets["ELECTION"] ?? 0) / (nodes - 2);
    const cpuMs = (cpuSeconds() - from) * 1e3;
    return { seconds: (atUs - strikeUs) / 1e6, cpuMs, calmCpuMs, called, votes, packets };
  }
  throw new Error(`${nodes} nodes, ${lock}, seed ${seed}: no new leader within a minute`);
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
