import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Outcome, outcome, type Size } from "../line.ts";
import { root, run } from "./shell.ts";

const commands = ["npm ci && npx cluster-sim run --seed 42", "npm ci && npm test"];

/** The README's commands, each in a clone of its own. */
export function freshClone(size: Size): Outcome {
  if (size === "small")
    return { state: "skipped", figures: "only at full size: the gate runs in a fresh checkout anyway" };
  for (const command of commands) {
    const folder = mkdtempSync(join(tmpdir(), "cluster-sim-clone-"));
    const cloned = run(["git", "clone", "--quiet", root, folder]);
    const ended = cloned.code === 0 ? run(["bash", "-c", command], folder) : cloned;
    rmSync(folder, { recursive: true, force: true });
    if (ended.code !== 0) return outcome(false, `\`${command}\` ended with ${ended.code}: ${ended.err.slice(-500)}`);
  }
  return outcome(true, commands.map((command) => `\`${command}\` ends with 0`).join("; "));
}
