import { constantsWith, type GraceName, modelFor } from "../../model/index.ts";
import { LockLosses } from "../../properties/index.ts";
import { type GraceCellKey, type GraceRun, graceCell, isLoss, type TalliedCell } from "../../reports/index.ts";
import { type GraceCase, type GraceClients, graceScenario, moveKinds, simulate } from "../../sim/index.ts";
import type { Io } from "../io.ts";
import { fileSafe } from "../session/file-safe.ts";
import { keepScenario } from "../session/keep-scenario.ts";
import { Progress } from "../session/progress.ts";
import { quoted } from "../session/reproduce.ts";

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
  /** Folder for the scenario of the first run of a cell that loses a lock; absent: it is not kept. */
  readonly out?: string;
}

/** Runs `<seed>/1`, `<seed>/2` … of every cell; Ctrl-C ends it after a whole run, and the cells are those so far. */
export async function measuredCells(
  io: Io,
  keys: readonly GraceCellKey[],
  { seed, runs, set, clients, out }: CellsAsked,
): Promise<{ readonly cells: readonly TalliedCell[]; readonly end: "all" | "interrupted" }> {
  const progress = new Progress(io, keys.length * runs, "lost a lock");
  let interrupted = false;
  const settle = io.onInterrupt(() => {
    interrupted = true;
  });
  const cells: TalliedCell[] = [];
  let lost = 0;
  for (const [place, key] of keys.entries()) {
    const done: GraceRun[] = [];
    for (let index = 1; index <= runs && !interrupted; index += 1) {
      const run = measuredRun(`${seed}/${index}`, { ...key, set, clients });
      if (isLoss(run)) lost += 1;
      done.push(run);
      progress.show(place * runs + index, lost);
      await io.breathe();
    }
    if (done.length > 0) cells.push(withStory(io, graceCell(key, done), { set, clients }, out));
  }
  settle();
  progress.clear();
  return { cells, end: interrupted ? "interrupted" : "all" };
}

/** Keeps the scenario of its first loss, if there is one and a folder for it. @throws UsageError if it cannot be written */
function withStory(io: Io, cell: TalliedCell, asked: Pick<CellsAsked, "set" | "clients">, out?: string): TalliedCell {
  const { firstLoss, grace, failure, client, smb } = cell;
  if (firstLoss === null || out === undefined) return cell;
  const about = [grace, failure, client, ...(smb ? ["smbd"] : []), fileSafe(firstLoss)].join("-");
  const scenario = graceScenario(firstLoss, { grace, failure, client, smb, ...asked });
  return { ...cell, kept: `npx cluster-sim run --scenario ${quoted(keepScenario(io, out, about, scenario))}` };
}

/** One failover. */
export function measuredRun(seed: string, about: GraceCase): GraceRun {
  const scenario = graceScenario(seed, about);
  const { nodes, lock, storage, heal, nfs } = scenario;
  const setting = { nodes, lock, storage, heal, inForce: [], constants: constantsWith(about.set) };
  const losses = new LockLosses({ ...setting, ...(nfs === undefined ? {} : { nfs }) });
  const { endUs } = simulate(scenario, { model: modelFor(scenario), observe: (event) => losses.observe(event) });
  const { loud, silent, healthy, windowUs, blockedUs } = losses.finish(endUs);
  return { seed, loud: loud > 0, silent: silent > 0, healthy: healthy > 0, windowUs, blockedUs };
}
