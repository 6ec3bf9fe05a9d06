import { join } from "node:path";
import type { CampaignRecord, FailureRecord } from "../../reports/index.ts";

/**
 * The record for those who read it: run folders as a user would type them. The file itself names them relative to its
 * own folder, so that it is the same wherever the campaign was made.
 *
 * @param baseOf the folder of the campaign, or of its part, that made the run of a failure, as a user would type it
 */
export function withTypedFolders<R extends CampaignRecord>(record: R, baseOf: (failure: FailureRecord) => string): R {
  const failures = record.failures.map((one) =>
    one.folder === undefined ? one : { ...one, folder: join(baseOf(one), one.folder) },
  );
  return { ...record, failures };
}
