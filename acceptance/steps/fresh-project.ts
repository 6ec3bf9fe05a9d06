import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Ended, root, run } from "./shell.ts";

/** What the package itself needs of a user's folder: the libraries of its `dependencies`. */
const DEPENDENCIES = ["commander", "seedrandom", "xstate", "zod"];

/** A folder of somebody who has installed the packed package, and nothing else but what is named. */
export interface FreshProject {
  readonly folder: string;
  /** Runs a command of an installed package, or of this one. */
  readonly npx: (name: string, ...args: readonly string[]) => Ended;
  readonly remove: () => void;
}

/**
 * Packs what was built and unpacks it into the `node_modules` of a new folder. Other libraries are linked to the ones that
 * are here, so no network is needed.
 *
 * @param libraries what the folder has besides the package
 * @param example a folder of the repository that is copied first
 * @throws Error if the package cannot be packed
 */
export function freshProject(libraries: readonly string[], example?: string): FreshProject {
  const folder = mkdtempSync(join(tmpdir(), "cluster-sim-project-"));
  if (example !== undefined) cpSync(join(root, example), folder, { recursive: true });
  else writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const installed = join(folder, "node_modules");
  mkdirSync(join(installed, "cluster-sim"), { recursive: true });
  const packed = run(["npm", "pack", "--ignore-scripts", "--json", "--pack-destination", folder]);
  if (packed.code !== 0) throw new Error(`npm pack ended with ${packed.code}: ${packed.err}`);
  const [{ filename }] = JSON.parse(packed.out) as [{ filename: string }];
  const unpacked = run(["tar", "-xzf", join(folder, filename), "-C", join(installed, "cluster-sim"), "--strip", "1"]);
  if (unpacked.code !== 0) throw new Error(`tar ended with ${unpacked.code}: ${unpacked.err}`);
  for (const library of [...DEPENDENCIES, ...libraries]) link(library, installed);
  const commands: Readonly<Record<string, string>> = {
    "cluster-sim": join(installed, "cluster-sim/dist/cli/main.js"),
    vitest: join(root, "node_modules/vitest/vitest.mjs"),
    tsc: join(root, "node_modules/typescript/bin/tsc"),
  };
  return {
    folder,
    npx: (name, ...args) => run([process.execPath, commands[name] ?? name, ...args], folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function link(library: string, installed: string): void {
  const place = join(installed, library);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(join(root, "node_modules", library), place);
}
