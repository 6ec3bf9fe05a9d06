// Builds dist/ anew: compiles, copies the data files beside the code, makes the command executable.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const command = "dist/cli/main.js";
const isData = /\.(json|ndjson|conf|tunables|options|log|txt)$/;
// Real programs: all of it goes along as it is, executable or not.
const isProgram = /^fixtures\/(helpers|callouts|hooks)\/.*(?<!\.ts)$/;

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

// To run a package's own command, npx links the package and so calls `prepare` again: what is built stands.
if (process.env.npm_command === "exec" && existsSync(command)) process.exit(0);

rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], { stdio: "inherit" });

cpSync("fixtures", "dist/fixtures", {
  recursive: true,
  filter: (path) => !/\.[^/]+$/.test(path) || isData.test(path) || isProgram.test(path),
});

// The compiler writes plain files; the shell and npx want an executable one.
if (existsSync(command)) chmodSync(command, 0o755);
