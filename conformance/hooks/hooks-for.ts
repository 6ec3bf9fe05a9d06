import { suggest } from "../../model/index.ts";
import { commandHooks } from "./command/index.ts";
import { ctdbEtcdHooks } from "./ctdb-etcd/index.ts";
import { type EtcdOptions, etcdHooks } from "./etcd/index.ts";
import { filesHooks } from "./files/index.ts";
import { isProgram } from "./find-program.ts";
import type { Hooks } from "./hooks.ts";
import { printable } from "./printable.ts";
import { UnavailableError } from "./unavailable-error.ts";

/** How hooks are to be had, whichever they are. */
export type HooksOptions = EtcdOptions;

const builtIn: Readonly<Record<string, (options: HooksOptions) => Promise<Hooks>>> = {
  files: filesHooks,
  etcd: etcdHooks,
  "ctdb-etcd": ctdbEtcdHooks,
};

/**
 * Hooks by the name of built-in ones, or by the path of an executable.
 *
 * @throws UnavailableError if there are none of that name, or their service is not installed
 * @throws HookError if the executable does not describe itself
 */
export async function hooksFor(name: string, options: HooksOptions = {}): Promise<Hooks> {
  const make = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
  if (make !== undefined) return make(options);
  if (isProgram(name)) return commandHooks(name, options);
  const known = suggest(name, Object.keys(builtIn));
  throw new UnavailableError(
    `hooks: there is no executable file "${printable(name)}" and no hooks of that name${known}`,
  );
}
