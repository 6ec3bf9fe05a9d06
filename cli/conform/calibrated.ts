import type { ConformanceResult } from "../../reports/index.ts";

/**
 * A scenario for the simulator whose constants are the measured times: what `--calibrate` writes. Only what has a
 * constant in the simulator is in it.
 */
export function calibrated({ margins, reproduce }: ConformanceResult): string {
  const known = margins.flatMap(({ knob, measuredMs }) =>
    knob === undefined ? [] : [[knob, Math.round(measuredMs * 1_000)] as const],
  );
  const scenario = { version: 1, about: `Times measured by: ${reproduce}`, set: Object.fromEntries(known) };
  return `${JSON.stringify(scenario, null, 2)}\n`;
}
