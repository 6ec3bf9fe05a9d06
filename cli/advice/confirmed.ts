import type { Scenario, WitnessCell } from "../../model/index.ts";
import type { ExitCode } from "../../reports/index.ts";
import { judgedRun } from "../session/judged-run.ts";
import { planner } from "../session/plan.ts";

/** What `run` says of a scenario. */
export interface Confirmed {
  /** The property that it breaks. */
  readonly property: string;
  readonly exitCode: ExitCode;
}

/** Which properties say that this was lost. */
const propertiesOf: Readonly<Record<WitnessCell["shows"], readonly string[]>> = {
  taken: ["no-lock-while-reclaimable", "no-silent-steal"],
  healthy: ["healthy-clients-keep-their-locks"],
  untold: ["every-client-is-told"],
};

/** Runs a scenario as `run --scenario` does; null if none of the properties that are about this is broken. */
export function confirmed(scenario: Scenario, shows: WitnessCell["shows"]): Confirmed | null {
  const { seed } = scenario;
  const request = { seed, set: {}, drop: [], asShipped: false, defects: [] };
  const { verdict } = judgedRun(planner(request, { scenario, defects: [] })(seed), { reproduce: "" });
  const broken = verdict.properties.find(
    ({ name, verdict: of }) => of === "violated" && propertiesOf[shows].includes(name),
  );
  return broken === undefined ? null : { property: broken.name, exitCode: verdict.exitCode };
}
