import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { EXIT, type ExitCode } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { quoted } from "../session/reproduce.ts";
import { UsageError } from "../usage-error.ts";
import { scenarioTemplate } from "./scenario-template.ts";

/** `cluster-sim init`: writes a commented scenario; `-` is standard output. */
export function init(io: Io, file = "scenario.jsonc", flags: { readonly force?: boolean } = {}): ExitCode {
  if (file === "-") {
    io.out(scenarioTemplate);
    return EXIT.holds;
  }
  const place = resolve(io.cwd, file);
  if (existsSync(place) && flags.force !== true) {
    throw new UsageError(`init: "${file}" exists; name another file, or overwrite it with --force`);
  }
  try {
    writeFileSync(place, scenarioTemplate);
  } catch (error) {
    throw new UsageError(`init: cannot write "${file}" (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`);
  }
  io.out(`written: ${file}; run it with: npx cluster-sim run --scenario ${quoted(file)}\n`);
  return EXIT.holds;
}
