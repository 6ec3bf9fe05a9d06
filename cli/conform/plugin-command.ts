import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { quoted } from "../session/reproduce.ts";
import { UsageError } from "../usage-error.ts";

const host = fileURLToPath(new URL("../../fixtures/helpers/plugin-host.mjs", import.meta.url));

/** The command that hosts a plug-in module. @throws UsageError if there is no such module */
export function pluginCommand(typed: readonly string[], cwd: string): readonly string[] {
  const [module, ...args] = typed;
  if (module === undefined) {
    throw new UsageError(
      "conform: name the module and its arguments after --, such as: conform --profile plugin -- ./my-lock.mjs {lock}",
    );
  }
  const path = resolve(cwd, module);
  if (!existsSync(path)) throw new UsageError(`${quoted(module)}: there is no such file; give the path of the module`);
  return [host, path, ...args];
}
