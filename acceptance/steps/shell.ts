import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The root of the checkout. */
export const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** The built command. */
export const builtCommand: readonly string[] = [process.execPath, `${root}dist/cli/main.js`];

/** The command run from its sources. */
export const sourceCommand: readonly string[] = [
  process.execPath,
  "--import",
  `${root}tools/run-ts.mjs`,
  `${root}cli/main.ts`,
];

/** What a program printed and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end. */
export function run([program = "", ...args]: readonly string[], cwd: string = root): Ended {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
  return { code: status, out: stdout, err: stderr };
}
