// Builds dist/ anew: compiles, copies the data files beside the code, makes the command executable.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";

const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const isData = /\.(json|ndjson|conf|log|txt|html|css)$/;

process.chdir(new URL("..", import.meta.url).pathname);
rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], { stdio: "inherit" });

for (const folder of ["fixtures", "reports"]) {
  if (!existsSync(folder)) continue;
  cpSync(folder, `dist/${folder}`, {
    recursive: true,
    filter: (path) => !/\.[^/]+$/.test(path) || isData.test(path),
  });
}

// The compiler writes plain files; the shell and npx want an executable one.
if (existsSync("dist/cli/main.js")) chmodSync("dist/cli/main.js", 0o755);
