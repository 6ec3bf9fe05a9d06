import type { TransitionCounts } from "../../model/index.ts";
import { UsageError } from "../usage-error.ts";
import { readUserFile } from "./read-file.ts";

/**
 * What the runs of a campaign took of the charts, from its record.
 *
 * @param path the file `campaign.json`
 * @throws UsageError if it is no record of a campaign
 */
export function readCoverage(path: string, cwd: string): TransitionCounts {
  const text = readUserFile(path, cwd, "--coverage");
  const refused = new UsageError(`--coverage: "${path}" is no record of a campaign; give the campaign.json it wrote`);
  let coverage: unknown;
  try {
    coverage = (JSON.parse(text) as { coverage?: unknown } | null)?.coverage;
  } catch {
    throw refused;
  }
  if (typeof coverage !== "object" || coverage === null) throw refused;
  const counts = Object.entries(coverage);
  if (!counts.every(([, count]) => Number.isSafeInteger(count) && count >= 0)) throw refused;
  return Object.fromEntries(counts) as TransitionCounts;
}
