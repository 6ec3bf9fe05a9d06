import { durationText, printable, table } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import type { Configured } from "./configured.ts";

/** Most warnings that are printed; the others are counted. */
const WARNINGS_MAX = 20;

/** Tells what was taken from a configuration folder, what looks wrong in it, and what is not simulated yet. */
export function tellConfigured(io: Io, configured: Configured | undefined, isJson: boolean): void {
  if (configured === undefined) return;
  const { folder, configuration, base } = configured;
  const { files, notSimulated, nodes, lockFrom } = configuration;
  const warnings = warningsOf(configuration.warnings).map((warning) => `${folder}/${warning}`);
  // Standard output holds JSON only.
  if (isJson) {
    for (const warning of warnings) io.err(`cluster-sim: warning: ${printable(warning)}\n`);
    return;
  }
  const deleted = base.deleted?.length ?? 0;
  const set = Object.entries(base.set).map(
    ([name, value]) => `${name}=${name.endsWith("Us") ? durationText(value) : value}`,
  );
  const rows = [
    ["read", `${folder}: ${files.join(", ")}`],
    ["nodes", deleted === 0 ? `${nodes.length}` : `${nodes.length}, ${deleted} of them deleted`],
    ["lock", lockFrom === "" ? "none: no cluster lock is set" : `${base.lock} (${lockFrom})`],
    ["set", set.length === 0 ? "nothing that differs from the defaults" : set.join(", ")],
    ...warnings.map((warning) => ["warning", warning]),
    ...(notSimulated.length === 0 ? [] : [["not simulated yet", notSimulated.join(", ")]]),
  ];
  const safe = rows.map((row) => row.map(printable));
  io.out(`\nConfiguration\n${table(safe, io.look.columns).join("\n")}\n`);
}

function warningsOf(warnings: readonly string[]): readonly string[] {
  if (warnings.length <= WARNINGS_MAX) return warnings;
  return [...warnings.slice(0, WARNINGS_MAX), `: ${warnings.length - WARNINGS_MAX} more warnings`];
}
