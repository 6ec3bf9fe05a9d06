/**
 * A scenario file for the simulator with the times that were measured: what `--calibrate` writes.
 *
 * @param knobs fields of a scenario file
 * @param reproduce the command that measures them again
 */
export function calibrated(knobs: object, reproduce: string): string {
  return `${JSON.stringify({ version: 1, about: `Times measured by: ${reproduce}`, ...knobs }, null, 2)}\n`;
}
