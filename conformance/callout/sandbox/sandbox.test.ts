import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultCalloutLimits, Sandbox } from "./index.ts";

let root = "";
let sandbox: Sandbox;

/** A node whose script is this text. */
function nodeWith(script: string, operationMs = 20_000): Sandbox {
  const path = join(root, "script");
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  const limits = { ...defaultCalloutLimits, operationMs };
  sandbox = new Sandbox({
    root,
    name: "node-0",
    script: path,
    args: [],
    limits,
    stubs: ["mine"],
    ran: () => undefined,
  });
  return sandbox;
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sandbox-test-"));
  mkdirSync(join(root, "cluster/db"), { recursive: true });
});
afterEach(async () => {
  await sandbox.end();
  rmSync(root, { recursive: true, force: true });
});

test("stubs answer from their table and are written down in order", async () => {
  const node = nodeWith('service a start; systemctl stop "b c"; mine; exit 7');
  node.answer("service:start", { status: 3, out: "no\n" });
  const { status, out, calls, ending } = await node.run("x");
  expect([status, out, ending]).toEqual([7, "no\n", "itself"]);
  expect(calls.map(({ program, args, status }) => [program, ...args, status])).toEqual([
    ["service", "a", "start", 3],
    ["systemctl", "stop", "b c", 0],
    ["mine", 0],
  ]);
});

test("all nodes write and read one database", async () => {
  const node = nodeWith(
    'printf \'"k@1" "v"\\n"gone" "x"\\n"gone" ""\\n\' | ctdb ptrans a.tdb; ctdb catdb a.tdb; ctdb pfetch a.tdb k@1; ctdb ptrans a.tdb <<E\nrubbish\nE\nexit $?',
  );
  const { status, out } = await node.run("x");
  expect(out).toContain('key(3) = "k@1"');
  expect(out).toContain("Dumped 1 records\nv\n");
  expect(status).toBe(1);
});

test.each([
  ["hangs", "while :; do :; done", 300, "time"],
  ["floods", "yes", 20_000, "output"],
  [
    "fills its folder",
    "i=0; while :; do dd if=/dev/zero of=f$i bs=1M count=4 2>/dev/null; i=$((i + 1)); done",
    20_000,
    "files",
  ],
  ["forks", "while :; do PATH=/usr/bin:/bin sleep 60 & done", 20_000, "processes"],
])("a script that %s is ended", async (_name, script, operationMs, ending) => {
  expect((await nodeWith(script, operationMs).run("x")).ending).toBe(ending);
});

test("an enclosed script leaves nothing outside, and no process", async () => {
  const node = nodeWith(
    "PATH=/usr/bin:/bin setsid sleep 61 & echo here >/var/lib/here; echo x >/etc/call-out-was-here; kill -9 -1",
  );
  if (!(await node.isEnclosed())) return;
  const namespace = readlinkSync(`/proc/self/ns/pid`);
  await node.run("x");
  expect(existsSync(join(node.folder, "var/lib/here"))).toBe(true);
  expect(existsSync("/etc/call-out-was-here")).toBe(false);
  await node.end();
  // What is killed may be seen until it is reaped.
  const own = () => readdirSync("/proc").filter((name) => /^\d+$/.test(name) && comesFrom(name, namespace, root));
  await expect.poll(own, { timeout: 10_000 }).toEqual([]);
});

/** True if a process lives in another namespace and works in the folder of this test. */
function comesFrom(pid: string, namespace: string, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`) !== namespace && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
  } catch {
    return false;
  }
}
