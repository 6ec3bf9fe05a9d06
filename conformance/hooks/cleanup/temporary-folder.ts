import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lastResort } from "./last-resort.ts";

/** A folder that goes away, with the process at the latest. */
export interface TemporaryFolder {
  /** Absolute, without symbolic links. */
  readonly path: string;
  /** Removes it with all it holds; does nothing the second time. */
  remove(): Promise<void>;
}

/** Makes a folder that only this user can enter. */
export function temporaryFolder(what: string): TemporaryFolder {
  const path = mkdtempSync(join(realpathSync(tmpdir()), `cluster-sim-${what}-`));
  const takeBack = lastResort(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
      takeBack();
    },
  };
}
