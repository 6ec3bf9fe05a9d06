import { campaignRecord, campaignRecordText, type ExitCode, type FailureRecord } from "../../reports/index.ts";
import { folderName, folderOf, makeWritable, writeWhole } from "../campaign/campaign-folder.ts";
import { joinShards } from "../campaign/join-shards.ts";
import { outputsOf, writeOutputs } from "../campaign/outputs.ts";
import { recordAbout } from "../campaign/record-about.ts";
import { readShard } from "../campaign/shard-file.ts";
import { withTypedFolders } from "../campaign/typed-folders.ts";
import type { Io } from "../io.ts";

/** The options of `merge`. */
export interface MergeFlags {
  readonly out: string;
  readonly junit?: string;
  readonly github?: boolean;
  readonly json?: boolean;
}

/** `cluster-sim merge`: the record that one campaign on one machine would have written. */
export async function merge(io: Io, results: readonly string[], flags: MergeFlags): Promise<ExitCode> {
  const { head, tally, done, canary, doubts, folders, assumptions } = joinShards(
    results.map((name) => readShard(name, io.cwd)),
  );
  const outputs = outputsOf(flags, io.cwd);
  const folder = folderOf(folderName(flags.out, head.work.word), null, io.cwd);
  makeWritable(folder.place, folder.name, "--out");
  const bare = campaignRecord(tally, recordAbout(head, assumptions, done, canary, doubts));
  const keptBy = ({ id, seed }: FailureRecord) => folders.get(`${id} ${seed}`);
  const failures = bare.failures.map((one) => {
    const kept = keptBy(one);
    return kept === undefined ? one : { ...one, folder: kept.folder };
  });
  const record = { ...bare, failures };
  const typed = withTypedFolders(record, (one) => keptBy(one)?.base ?? folder.name);
  writeWhole(folder.record, `${JSON.stringify(record, null, 2)}\n`);
  io.out(flags.json === true ? `${JSON.stringify(record)}\n` : campaignRecordText(typed, io.look, folder.recordName));
  writeOutputs(io, typed, outputs);
  return record.exitCode;
}
