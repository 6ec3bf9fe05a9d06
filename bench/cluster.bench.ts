/**
 * A whole cluster of 3 nodes with the fcntl lock, faults included, per CPU-second: kernel events and simulated seconds, the trace hash on,
 * without and with the judge, in turns. A round is all 40 seeds; warm-up comes first: the engine compiles for 10 CPU-s.
 * `npx tsc -p bench/tsconfig.json && node out/bench/bench/cluster.bench.js [rounds]`
 */
import { assumptionsInForce, constantsFor, modelFor, type TraceEvent } from "../model/index.ts";
import { Judge } from "../properties/index.ts";
import { drawScenario, simulate } from "../sim/index.ts";
import { cpuSeconds, median, row, spread } from "./measure.ts";

const SEEDS = 40;
const WARM_UP_SECONDS = 10;
const lock = "fcntl";

const scenarios = Array.from({ length: SEEDS }, (_, index) =>
  drawScenario(`bench/${index + 1}`, { lock, nodes: 3, set: {}, dropped: [] }),
);

/** What one round came to. */
interface Round {
  readonly events: number;
  readonly simulatedSeconds: number;
  readonly cpuSeconds: number;
}

function play(judged: boolean): Round {
  const start = cpuSeconds();
  let events = 0;
  let simulatedUs = 0;
  for (const scenario of scenarios) {
    const model = modelFor(scenario);
    const judge = judged
      ? new Judge({
          nodes: scenario.nodes,
          lock,
          constants: constantsFor(model, scenario),
          storage: scenario.storage,
          inForce: assumptionsInForce(lock, scenario.dropped, scenario.ctdb).map(({ name }) => name),
          heal: scenario.heal,
        })
      : undefined;
    const observe = (event: TraceEvent): void => judge?.observe(event);
    const result = simulate(scenario, { model, observe });
    judge?.finish(result.endUs);
    events += result.events;
    simulatedUs += result.endUs;
  }
  return { events, simulatedSeconds: simulatedUs / 1e6, cpuSeconds: cpuSeconds() - start };
}

function report(name: string, rounds: readonly Round[]): void {
  const events = rounds.map((round) => round.events / round.cpuSeconds / 1e6);
  const simulated = rounds.map((round) => round.simulatedSeconds / round.cpuSeconds / 1e3);
  row(name, spread(events), spread(simulated, 1));
}

const count = Number(process.argv[2] ?? 9);
while (cpuSeconds() < WARM_UP_SECONDS) play(true);
const bare: Round[] = [];
const judged: Round[] = [];
for (let round = 0; round < count; round += 1) {
  bare.push(play(false));
  judged.push(play(true));
}
row("3 nodes, trace hash on", "M events/CPU-s (range)", "k simulated s/CPU-s (range)");
row("---", "---", "---");
report("without the judge", bare);
report("with the judge", judged);
const ratios = judged.map((round, index) => (bare[index]?.cpuSeconds ?? Number.NaN) / round.cpuSeconds);
process.stdout.write(
  `Judged : bare ${median(ratios).toFixed(2)}; ${Math.round((bare[0]?.events ?? 0) / SEEDS)} events a run\n`,
);
