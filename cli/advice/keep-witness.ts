import { join } from "node:path";
import type { GraceName, WindowCondition } from "../../model/index.ts";
import type { AdviceWitness } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { fileSafe } from "../session/file-safe.ts";
import { keepScenario } from "../session/keep-scenario.ts";
import { quoted } from "../session/reproduce.ts";
import type { Shown } from "./find-witness.ts";

/**
 * Writes the scenario of a run that shows something, so that `run` tells its story.
 *
 * @throws UsageError if it cannot be written
 */
export function keepWitness(
  io: Io,
  out: string,
  grace: GraceName,
  { window, witness }: WindowCondition,
  { scenario, ...shown }: Shown,
): AdviceWitness {
  const about = [grace, window, witness?.failure, witness?.clients, fileSafe(shown.seed)].join("-");
  const file = keepScenario(io, join(out, "advise"), about, scenario);
  return { ...shown, file, reproduce: `npx cluster-sim run --scenario ${quoted(file)}` };
}
