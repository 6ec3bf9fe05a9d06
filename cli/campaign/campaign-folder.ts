import { accessSync, appendFileSync, constants, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileSafe } from "../session/file-safe.ts";
import { makeFolder } from "../session/make-folder.ts";
import { UsageError } from "../usage-error.ts";
import type { Shard } from "./shard-campaign.ts";

/** Where a campaign keeps what it writes. */
export interface CampaignFolder {
  /** As a user would type it. */
  readonly name: string;
  /** Where it stands. */
  readonly place: string;
  readonly journal: string;
  /** The record, as a user would type it. */
  readonly recordName: string;
  readonly record: string;
}

/** `out/campaign-<word>`. */
export function folderName(out: string, word: string): string {
  return join(out, `campaign-${fileSafe(word)}`);
}

/** The places of a campaign's files; a shard's have names of their own, so that they can lie side by side. */
export function folderOf(name: string, shard: Shard | null, cwd: string): CampaignFolder {
  const place = resolve(cwd, name);
  const part = shard === null ? "" : `-${shard.part}-of-${shard.of}`;
  const recordName = `campaign${part}.json`;
  return {
    name,
    place,
    journal: join(place, `journal${part}.ndjson`),
    recordName: join(name, recordName),
    record: join(place, recordName),
  };
}

/** Makes sure that a folder can be written into. @throws UsageError */
export function makeWritable(place: string, name: string, option: string): void {
  guarded(name, option, () => {
    makeFolder(place);
    accessSync(place, constants.W_OK | constants.X_OK);
  });
}

/** Makes sure that a file can be written, without touching what it holds. @throws UsageError */
export function checkWritable(file: string, cwd: string, option: string): void {
  const place = resolve(cwd, file);
  guarded(file, option, () => {
    makeFolder(dirname(place));
    appendFileSync(place, "");
  });
}

/** Writes a file so that it is there as a whole or not at all. */
export function writeWhole(place: string, text: string): void {
  writeFileSync(`${place}.part`, text);
  renameSync(`${place}.part`, place);
}

function guarded(name: string, option: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new UsageError(`${option}: cannot write into ${name} (${why}); give a place that can be written`);
  }
}
