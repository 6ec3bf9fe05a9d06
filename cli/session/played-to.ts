import { clockText } from "../../reports/index.ts";
import { UsageError } from "../usage-error.ts";
import type { RecordedOutcome } from "./judged-run.ts";

/**
 * A run as it stands at a moment.
 *
 * @param play plays it until then, or to its end
 * @param durationUs how long it lasts by its scenario
 * @param option where the moment was given, for the error
 * @throws UsageError if it is over by then
 */
export async function playedTo<Part extends { readonly run: RecordedOutcome }>(
  play: (untilUs: number | undefined) => Promise<Part>,
  durationUs: number,
  atUs: number,
  option: string,
): Promise<Part> {
  if (atUs > durationUs) {
    // Only a run of which a ban is to be served out lasts longer than its scenario says.
    const { endUs } = (await play(undefined)).run;
    if (atUs > endUs)
      throw new UsageError(`${option} ${clockText(atUs)}: the run ends at ${clockText(endUs)}; give an earlier moment`);
  }
  return play(atUs);
}
