import { constantsWith, type GraceName, graceNames, modelFor } from "../../model/index.ts";
import { LockLosses } from "../../properties/index.ts";
import { type GraceCellKey, type GraceRun, graceCell, type TalliedCell } from "../../reports/index.ts";
import { type GraceCase, type GraceClients, graceScenario, moveKinds, simulate } from "../../sim/index.ts";
import type { Io } from "../io.ts";
import { knownNames } from "../options/names.ts";
import { Progress } from "../session/progress.ts";

/** The designs that `--grace` names. @throws UsageError on one that is not known */
export function gracesOf(given: string): readonly GraceName[] {
  return given.trim() === "all" ? graceNames : knownNames(given, "--grace", graceNames);
}

/** Every cell of these designs: failure by failure, prompt and slow clients, without and with other users. */
export function cellsOf(graces: readonly GraceName[]): readonly GraceCellKey[] {
  return graces.flatMap((grace) =>
    moveKinds.flatMap((failure) =>
      (["prompt", "slow"] as const).flatMap((client) => [false, true].map((smb) => ({ grace, failure, client, smb }))),
    ),
  );
}

/** What is measured of each cell. */
export interface CellsAsked {
  readonly seed: string;
  readonly runs: number;
  readonly set: GraceCase["set"];
  readonly clients: GraceClients;
}

/** Runs `<seed>/1`, `<seed>/2` … of every cell; Ctrl-C ends it after a whole run, and the cells are those so far. */
export async function measuredCells(
  io: Io,
  keys: readonly GraceCellKey[],
  { seed, runs, set, clients }: CellsAsked,
): Promise<{ readonly cells: readonly TalliedCell[]; readonly end: "all" | "interrupted" }> {
  const progress = new Progress(io, keys.length * runs);
  let interrupted = false;
  const settle = io.onInterrupt(() => {
    interrupted = true;
  });
  const cells: TalliedCell[] = [];
  let failed = 0;
  for (const [place, key] of keys.entries()) {
    const done: GraceRun[] = [];
    for (let index = 1; index <= runs && !interrupted; index += 1) {
      const run = measuredRun(`${seed}/${index}`, { ...key, set, clients });
      if (run.loud || run.silent || run.healthy) failed += 1;
      done.push(run);
      progress.show(place * runs + index, failed);
      await io.breathe();
    }
    if (done.length > 0) cells.push(graceCell(key, done));
  }
  settle();
  progress.clear();
  return { cells, end: interrupted ? "interrupted" : "all" };
}

/** One failover. */
export function measuredRun(seed: string, about: GraceCase): GraceRun {
  const scenario = graceScenario(seed, about);
  const { nodes, lock, storage, heal, nfs } = scenario;
  const setting = { nodes, lock, storage, heal, inForce: [], constants: constantsWith(about.set) };
  const losses = new LockLosses({ ...setting, ...(nfs === undefined ? {} : { nfs }) });
  const { endUs } = simulate(scenario, { model: modelFor(scenario), observe: (event) => losses.observe(event) });
  const { loud, silent, healthy, windowUs, blockedUs } = losses.finish(endUs);
  return { loud: loud > 0, silent: silent > 0, healthy: healthy > 0, windowUs, blockedUs };
}
