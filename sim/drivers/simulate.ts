import { type CtdbdData, FLAG, type Model, type Scenario, type TraceEvent } from "../../model/index.ts";
import { type Choices, choicesFor } from "../choices/index.ts";
import { heal, Injector } from "../faults/index.ts";
import { settlingUs } from "../nemesis/index.ts";
import { assemble, boot, findTimer, planJobs, viewOf, type World, type WorldView } from "../world/index.ts";
import { followPackets, lookAt, type Watch } from "./watch.ts";

/** What a run needs beside its scenario. */
export interface RunOptions {
  readonly model: Model;
  /** Where the decisions come from; as the scenario says unless given. */
  readonly choices?: Choices;
  /** Sees everything an observer could see, in order. */
  readonly observe: (event: TraceEvent) => void;
  /** Sees what no observer of a cluster could: every packet, and what its processes are at. */
  readonly watch?: Watch;
  /** Asked after everything observed: true ends the run there. */
  readonly stop?: () => boolean;
  /** Asked before each fault strikes: false keeps it away. */
  readonly mayStrike?: () => boolean;
  /**
   * Asked at the end of a scenario that heals: true has the run go on for a while, at most for as long again as it has to
   * settle. What stood still when the cluster was healed makes everything later that depends on it.
   */
  readonly isUndecided?: (atUs: number) => boolean;
  /** Stop here, microseconds; absent: run to the end of the scenario. */
  readonly untilUs?: number;
  /** Give up after this many events of the kernel: an endless loop in virtual time. */
  readonly eventsMax?: number;
}

/** What a run was. */
export interface RunResult {
  readonly endUs: number;
  /** Events the kernel has handled. */
  readonly events: number;
  /** Decisions drawn. */
  readonly draws: number;
  /** Fingerprint of every event and everything observed. */
  readonly traceHash: string;
  readonly view: () => WorldView;
}

/**
 * A run that has more events than this for each node and simulated second runs away. A busy one has about 40; calls that two
 * nodes send to and fro, since each takes the other for the record's dmaster, are some thousands until the next recovery.
 */
const EVENTS_PER_NODE_SECOND = 4_000;
/** An undecided run goes on for so long, and is asked again. */
const UNDECIDED_US = 20_000_000;
/** So many bans in a row, at most, are waited for. */
const BANS_MAX = 5;

/** Runs a scenario from boot to end. */
export function simulate(scenario: Scenario, options: RunOptions): RunResult {
  let draws = 0;
  const source = options.choices ?? choicesFor(scenario);
  const choices: Choices = {
    pick(label, bound, who) {
      if (bound > 1) draws += 1;
      return source.pick(label, bound, who);
    },
  };
  const { watch } = options;
  const look = watch?.outline;
  const { world, runtime } = assemble(
    scenario,
    options.model,
    choices,
    look === undefined ? undefined : (host) => lookAt(world, host, look),
  );
  world.listen(options.observe);
  if (watch?.packet !== undefined) followPackets(world, watch.packet);
  world.service.onAsk = watch?.asked;
  world.storage.onAsk = watch?.asked;
  const { stop } = options;
  if (stop !== undefined) {
    world.listen(() => {
      if (stop()) world.kernel.stop();
    });
  }
  const injector = new Injector(world, runtime, options.mayStrike);
  const { heal: plan } = scenario;
  for (const host of world.hosts) {
    const atUs = scenario.bootAtUs?.[host.pnn] ?? world.draw("boot", scenario.timing.bootUs);
    // A heal that comes before the boot says itself who is there from then on.
    if (plan === undefined || atUs <= plan.atUs) world.later(atUs, () => boot(world, host));
  }
  planJobs(world);
  world.nfs?.begin();
  injector.plan();
  if (plan !== undefined) world.later(plan.atUs, () => heal(world, injector, plan));
  runToEnd(world, scenario, options);
  const { kernel, hash } = world;
  hash.addInt(kernel.hash);
  return { endUs: kernel.nowUs, events: kernel.fired, draws, traceHash: hash.digest(), view: () => viewOf(world) };
}

function runToEnd(world: World, scenario: Scenario, options: RunOptions): void {
  const { kernel } = world;
  const nodeSeconds = scenario.nodes * (scenario.durationUs / 1_000_000 + 100);
  const eventsMax = options.eventsMax ?? Math.ceil(nodeSeconds * EVENTS_PER_NODE_SECOND);
  // A node that cannot be frozen bans itself anew for ever (facts/recovery.md §4.6).
  const latestUs = scenario.durationUs + BANS_MAX * world.k.recoveryBanPeriodUs;
  const settleUs = settlingUs(world.k, scenario.lock);
  let servedUs = 0;
  world.listen((event) => {
    if (event.type === "unbanned") servedUs = event.atUs;
  });
  for (let endUs = options.untilUs ?? scenario.durationUs; kernel.nowUs < endUs; ) {
    // A run that goes round in circles ends here: what it still owes stays open, and its verdict unknown.
    const end = kernel.runUntil(endUs, eventsMax - kernel.fired);
    if (end === "events" || end === "stopped") return;
    if (options.untilUs !== undefined || scenario.heal === undefined) return;
    const lastBanUs = Math.max(servedUs, banEndUs(world));
    if (lastBanUs > scenario.heal.atUs) endUs = Math.max(endUs, Math.min(latestUs, lastBanUs + settleUs));
    const isLate = kernel.nowUs >= endUs && options.isUndecided?.(endUs) === true;
    if (isLate) endUs = Math.max(endUs, Math.min(scenario.durationUs + settleUs, endUs + UNDECIDED_US));
  }
}

/** When the last ban of a node that is up will be served out; 0 if nobody is banned. */
function banEndUs(world: World): number {
  let endUs = 0;
  for (const { ctdbd } of world.hosts) {
    if (ctdbd === null) continue;
    const d = ctdbd.data as CtdbdData;
    const timer = findTimer(ctdbd, "BAN_OVER");
    if (((d.flagsOf[d.pnn] ?? 0) & FLAG.banned) === 0 || timer === undefined) continue;
    endUs = Math.max(endUs, world.trueTimeUs(ctdbd.host, timer.dueLocalUs));
  }
  return endUs;
}
