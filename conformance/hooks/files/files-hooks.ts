import { mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../cleanup/index.ts";
import { HookError } from "../hook-error.ts";
import type { Hooks, HookVerb } from "../hooks.ts";
import { inWords } from "../in-words.ts";
import { ended, refusal } from "../refusal.ts";
import { safeName } from "../safe-name.ts";
import { forbidFile, removeFile, replaceFile } from "./lock-file.ts";

const name = "files";

/** What can be done to a lock file, by its path. */
const deeds: Readonly<Partial<Record<HookVerb, (path: string) => Promise<void>>>> = {
  remove: removeFile,
  replace: replaceFile,
  forbid: forbidFile,
};

/** Locks that are files of this machine, each in a folder of its own. `{lock}` is the path of the file. */
export async function filesHooks(): Promise<Hooks> {
  const folder = temporaryFolder(name);
  const folders = new Map<string, Promise<unknown>>();
  let over = false;

  /** The path of the lock file; its folder is made once only, so that what was forbidden stays forbidden. */
  const pathOf = async (lock: string): Promise<string> => {
    if (over) throw ended(name);
    const own = join(folder.path, safeName(lock));
    const made = folders.get(lock) ?? mkdir(own);
    folders.set(lock, made);
    await made.catch(failed("make the folder", own));
    return join(own, "lock");
  };

  return {
    name,
    can: new Set(Object.keys(deeds) as HookVerb[]),
    freshLocks: true,
    seat: async (lock) => ({ values: { lock: await pathOf(lock) }, env: {} }),
    act: async (verb, lock) => {
      const deed = deeds[verb];
      if (deed === undefined) throw refusal(name, verb);
      const path = await pathOf(lock);
      await deed(path).catch(failed(verb, path));
    },
    // Everything in the lock's folder, whatever its name.
    count: async (lock) => (await readdir(dirname(await pathOf(lock)))).length,
    end: async () => {
      over = true;
      await Promise.allSettled(folders.values());
      await folder.remove();
    },
  };
}

function failed(what: string, path: string): (error: unknown) => never {
  return (error) => {
    throw new HookError(`${name}: cannot ${what} ${path}: ${inWords(error)}`);
  };
}
