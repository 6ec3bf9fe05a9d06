import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findProgram } from "../find-program.ts";

const folder = mkdtempSync(join(tmpdir(), "cluster-sim-exit-"));
beforeAll(() => mkdirSync(join(folder, "tmp")));
afterAll(() => rmSync(folder, { recursive: true }));

/** Uses hooks in a process of its own that ends without ending them; that they were in use is checked. */
async function useAndDie(name: string, how: string): Promise<void> {
  const script = join(folder, "use.ts");
  const hooks = JSON.stringify(join(import.meta.dirname, "../index.ts"));
  writeFileSync(
    script,
    `import { hooksFor } from ${hooks};
     const hooks = await hooksFor(${JSON.stringify(name)});
     await hooks.seat("l", "a");
     process.stdout.write("in use");
     setInterval(() => {}, 1000);
     process.stdin.once("data", () => { ${how} });`,
  );
  const child = spawn(process.execPath, ["--import", "./tools/run-ts.mjs", script], {
    env: { ...process.env, TMPDIR: join(folder, "tmp") },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  expect(await new Promise((resolve) => child.stdout.once("data", (said) => resolve(String(said))))).toBe("in use");
  expect(readdirSync(join(folder, "tmp"))).not.toEqual([]);
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

it("nothing is left by a process that exits", async () => {
  const file = join(folder, "hooks.sh");
  const left = 'sh -c "sleep 1000; : $0" "$PWD" >/dev/null 2>&1 &';
  writeFileSync(file, `#!/bin/sh\ncase $1 in describe) ;; seat) ${left} esac\n`, { mode: 0o755 });
  await useAndDie(file, "process.exit(0)");
  expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  while (workers().length > 0) await pause(5);
});

const tied = findProgram("etcd") !== undefined && findProgram("setpriv") !== undefined && existsSync("/proc");

it.skipIf(!tied)(
  `no etcd is left by a process that is killed${tied ? "" : " (skipped: no etcd or setpriv)"}`,
  async () => {
    await useAndDie("etcd", 'process.kill(process.pid, "SIGKILL")');
    while (workers().length > 0) await pause(5);
  },
);
