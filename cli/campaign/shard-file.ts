import { readUserFile } from "../session/read-file.ts";
import { UsageError } from "../usage-error.ts";
import type { ShardFile } from "./campaign-file.ts";

/** A part's record, and the name it was given by. */
export interface ReadShard {
  readonly name: string;
  readonly file: ShardFile;
}

/** Reads what a part of a campaign wrote. @throws UsageError if it is nothing of that kind */
export function readShard(name: string, cwd: string): ReadShard {
  const text = readUserFile(name, cwd, "merge");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`merge: ${name}: this is not JSON; give the files that campaign --shard wrote`);
  }
  if (isShardFile(value)) return { name, file: value };
  throw new UsageError(`merge: ${name}: this is no part of a campaign; give the files that campaign --shard wrote`);
}

function isShardFile(value: unknown): value is ShardFile {
  if (typeof value !== "object" || value === null) return false;
  const { campaign, part } = value as Partial<ShardFile>;
  return campaign === 1 && part?.head?.journal === 1 && Array.isArray(part.done) && Array.isArray(part.tally?.failures);
}
