import { modelFor } from "../../model/index.ts";
import { drawScenario, simulate } from "../../sim/index.ts";
import { type Outcome, type Size, speed } from "../line.ts";
import { root, run } from "./shell.ts";

let isCompiled = false;

/** Compiles all benches, once. */
function compileBenches(): void {
  if (isCompiled) return;
  const compiled = run([process.execPath, `${root}node_modules/typescript/bin/tsc`, "-p", "bench/tsconfig.json"]);
  if (compiled.code !== 0) throw new Error(`bench/ does not compile: ${compiled.out}`);
  isCompiled = true;
}

/** Rows of the Markdown table a bench prints, cell by cell, without its head. */
function bench(name: string, rounds: number, ...cases: string[]): string[][] {
  compileBenches();
  const { code, out, err } = run([process.execPath, `out/bench/bench/${name}.bench.js`, String(rounds), ...cases]);
  if (code !== 0) throw new Error(`${name}.bench ended with ${code}: ${err}`);
  const lines = out.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const roundsOf = (size: Size): number => (size === "full" ? 15 : 1);

/** The kernel against C++'s priority queue, where a compiler exists. */
export function kernelSpeed(atLeast: number): (size: Size) => Outcome {
  return (size) => {
    // Delays from a logarithm in both languages: the yardstick the goal was taken from.
    const rows = bench("phold", roundsOf(size), "logarithm", "64,1024");
    if (rows.length !== 2) return { state: "failed", figures: "the bench printed no row for 64 and 1,024 pending" };
    const ratios = rows.map(
      ([, pending, rate, , ratio]) => `${pending} pending: ${rate} M events per CPU-s, ${ratio} of C++`,
    );
    if (rows.some((row) => row.length < 5))
      return { state: "skipped", figures: `no C++ compiler here; ${ratios.join("; ")}` };
    return speed(
      size,
      rows.every((row) => Number.parseFloat(row[4] ?? "") >= atLeast),
      ratios.join("; "),
    );
  };
}

/** Generated chart steps against XState and against a switch written by hand. */
export function stepSpeed(xstateAtLeast: number, handAtLeast: number): (size: Size) => Outcome {
  return (size) => {
    const rows = bench("chart", roundsOf(size));
    const ratio = (name: string): number => Number(rows.find(([first]) => first?.startsWith(name))?.[2]);
    const [xstate, hand] = [ratio("XState"), ratio("switch")];
    const rate = rows.find(([first]) => first === "generated")?.[1];
    return speed(
      size,
      xstate >= xstateAtLeast && hand >= handAtLeast,
      `generated: ${rate} M steps per CPU-s, ${xstate} x XState with a reused scope, ${hand} of a switch by hand`,
    );
  };
}

const CLUSTER_ROUNDS = 6;
/**
 * A campaign runs for minutes, so what counts is the speed once the engine has settled. Until then a third of the CPU time is its compiler's:
 * measured, the third CPU-second has 0.7 M events, the fifth 1.0 M, the tenth as many as all that follow. The small size only looks
 * whether the line works.
 */
const WARM_UP_S: Readonly<Record<Size, number>> = { full: 10, small: 3 };

/** Events per CPU-second of a whole 3-node cluster, trace hash on: the median of some rounds, after a warm-up. */
export function clusterSpeed(atLeast: number): (size: Size) => Outcome {
  return (size) => {
    for (let round = 0, spentS = 0; spentS < WARM_UP_S[size]; round += 1)
      spentS += clusterRound(`warm-up/${round}`).cpuS;
    const rounds = Array.from({ length: CLUSTER_ROUNDS }, (_, round) => clusterRound(`speed/${round}`));
    const median = (of: (round: Round) => number): number =>
      rounds.map(of).sort((a, b) => a - b)[rounds.length >> 1] ?? 0;
    const events = median((round) => round.events / round.cpuS);
    const simulated = median((round) => round.simulatedS / round.cpuS);
    const figures = `${(events / 1e6).toFixed(2)} M events and ${Math.round(simulated)} simulated seconds per CPU-s`;
    return speed(size, events >= atLeast, `${figures} (median of ${rounds.length} rounds)`);
  };
}

interface Round {
  readonly events: number;
  readonly simulatedS: number;
  readonly cpuS: number;
}

/** Some seeds in a row, as in a campaign, without a judge. */
function clusterRound(seed: string): Round {
  let events = 0;
  let simulatedUs = 0;
  const start = process.cpuUsage();
  for (let index = 0; index < 10; index += 1) {
    const scenario = drawScenario(`${seed}/${index}`, { nodes: 3, lock: "fcntl", set: {}, dropped: [] });
    const result = simulate(scenario, { model: modelFor(scenario), observe: () => {} });
    events += result.events;
    simulatedUs += result.endUs;
  }
  const { user, system } = process.cpuUsage(start);
  return { events, simulatedS: simulatedUs / 1e6, cpuS: (user + system) / 1e6 };
}
