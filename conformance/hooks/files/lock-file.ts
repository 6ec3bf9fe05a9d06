import { lstat, rename, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Removes a lock file under its holder. @throws if there is none */
export async function removeFile(path: string): Promise<void> {
  await unlink(path);
}

/** Puts another file in its place, in one step. @throws if there is none */
export async function replaceFile(path: string): Promise<void> {
  await lstat(path);
  // Made while the old one is there: it cannot get the same inode.
  const other = join(dirname(path), "other");
  await writeFile(other, "", { mode: 0o600, flag: "wx" });
  await rename(other, path);
}

/** Moves its folder away, which stops the superuser too. Whoever has the file open still has it. */
export async function forbidFile(path: string): Promise<void> {
  await rename(dirname(path), `${dirname(path)}.away`);
}
