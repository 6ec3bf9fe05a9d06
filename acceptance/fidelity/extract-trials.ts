// Extracts phases and measured columns from logs of trials on a real cluster, which are not part of this project:
// node --import ./tools/run-ts.mjs acceptance/fidelity/extract-trials.ts FOLDER, where FOLDER holds FAULT.LOCK.K.tar.gz
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTrial, type Trial } from "./trial.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("expected the folder with the trials' logs");
const archive = /^(.*)\.(\d+)\.tar\.gz$/;
const work = mkdtempSync(join(tmpdir(), "trials-"));
const trials: Record<string, Trial> = {};
for (const file of readdirSync(folder).sort()) {
  const [, row, k] = archive.exec(file) ?? [];
  if (row === undefined || k === undefined) continue;
  execFileSync("tar", ["-xzf", join(folder, file), "-C", work]);
  trials[`${row}.${k}`] = readTrial(join(work, `${row}.${k}`), row);
}
rmSync(work, { recursive: true });
const about =
  "Phases of trials on a real cluster (CTDB 4.17.12, three nodes) and what was measured there, in seconds; extracted from their logs by acceptance/fidelity/extract-trials.ts.";
writeFileSync(
  new URL("../../fixtures/trials.json", import.meta.url),
  `${JSON.stringify({ about, trials }, null, 2)}\n`,
);
