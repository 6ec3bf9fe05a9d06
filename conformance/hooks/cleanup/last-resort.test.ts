import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findProgram } from "../find-program.ts";

const folder = mkdtempSync(join(tmpdir(), "cluster-sim-exit-"));
beforeAll(() => mkdirSync(join(folder, "tmp")));
afterAll(() => rmSync(folder, { recursive: true }));

/** The URL of a source of ours, as a literal. */
const source = (path: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, "..", path)).href);

/** Uses something in a process of its own that dies without ending it. */
async function useAndDie(use: string, die: string): Promise<void> {
  const script = join(folder, "use.ts");
  const lines = [
    use,
    'process.stdout.write("in use");',
    "setInterval(() => {}, 1000);",
    `process.stdin.once("data", () => { ${die} });`,
  ];
  writeFileSync(script, lines.join("\n"));
  const child = spawn(process.execPath, ["--import", "./tools/run-ts.mjs", script], {
    env: { ...process.env, TMPDIR: join(folder, "tmp") },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  expect(await new Promise((resolve) => child.stdout.once("data", (said) => resolve(String(said))))).toBe("in use");
  expect(workers().length).toBeGreaterThan(1);
  child.stdin.write("die");
  await ended;
}

/** Processes that work in the folder. */
function workers(): readonly string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder);
    } catch {
      return false;
    }
  });
}

const useCommand = `
  import { temporaryFolder } from ${source("cleanup/index.ts")};
  import { call } from ${source("command/call.ts")};
  import { Calls } from ${source("command/calls.ts")};
  const folder = temporaryFolder("x").path;
  const executable = { file: "/bin/sh", folder, calls: new Calls(), limitMs: 10_000 };
  await call(executable, ["-c", 'sh -c "sleep 1000; : $PWD" &']);
`;

it("nothing is left by a process that exits", async () => {
  await useAndDie(useCommand, "process.exit(0)");
  expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  while (workers().length > 0) await pause(5);
});

const tied = findProgram("etcd") !== undefined && findProgram("setpriv") !== undefined && existsSync("/proc");
const useEtcd = `
  import { etcdHooks } from ${source("etcd/index.ts")};
  await etcdHooks();
`;

it.skipIf(!tied)(
  `no etcd is left by a process that is killed${tied ? "" : " (skipped: no etcd or setpriv)"}`,
  async () => {
    await useAndDie(useEtcd, 'process.kill(process.pid, "SIGKILL")');
    while (workers().length > 0) await pause(5);
  },
);
