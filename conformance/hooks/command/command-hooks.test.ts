import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import type { Hooks } from "../hooks.ts";
import { commandHooks } from "./command-hooks.ts";

const folder = mkdtempSync(join(tmpdir(), "cluster-sim-command-"));
const began: Hooks[] = [];
afterAll(async () => {
  for (const hooks of began) await hooks.end().catch(() => undefined);
  rmSync(folder, { recursive: true });
});

/** An executable that answers each verb with lines of shell. */
function executable(name: string, answers: Readonly<Record<string, string>>): string {
  const file = join(folder, name);
  const cases = Object.entries({ describe: "echo can cut", end: ":", ...answers });
  const body = cases.map(([verb, line]) => `${verb})\n${line}\n;;\n`).join("");
  writeFileSync(file, `#!/bin/sh\ncase $1 in\n${body}esac\n`);
  chmodSync(file, 0o755);
  return file;
}

async function begin(name: string, answers: Readonly<Record<string, string>>, limitMs?: number): Promise<Hooks> {
  const hooks = await commandHooks(executable(name, answers), limitMs === undefined ? {} : { limitMs });
  began.push(hooks);
  return hooks;
}

it("the example does what it says, and leaves nothing", async () => {
  const hooks = await commandHooks("fixtures/hooks/example-hooks.sh");
  expect(hooks.name).toBe("example-hooks.sh");
  expect([...hooks.can]).toEqual(["remove", "replace", "forbid"]);
  expect([hooks.freshLocks, hooks.leaseMs]).toEqual([true, undefined]);
  const { values, env } = await hooks.seat("one", "a");
  expect(env).toEqual({ EXAMPLE_SEAT: "a" });
  const path = values["lock"] ?? "";
  await expect(hooks.act("remove", "one", "a")).rejects.toThrow(/^example-hooks.sh remove one a: .* \(exit 1\)$/);
  writeFileSync(path, "");
  const { ino } = statSync(path);
  await hooks.act("replace", "one", "a");
  expect(statSync(path).ino).not.toBe(ino);
  await hooks.act("remove", "one", "a");
  expect(existsSync(path)).toBe(false);
  await hooks.act("forbid", "one", "a");
  expect(() => writeFileSync(path, "")).toThrow("ENOENT");
  await Promise.all([hooks.end(), hooks.end()]);
  expect(existsSync(join(path, "../../.."))).toBe(false);
  await expect(hooks.seat("two", "a")).rejects.toThrow("have ended");
});

it("reads what it describes, and asks for each seat once", async () => {
  const hooks = await begin("described.sh", {
    describe: "echo 'can cut stall'; echo; echo ' can restore'; echo lease 1500ms; echo fresh-locks no",
    seat: 'echo again >>asked; echo "at=$2 $3"; echo "env X=a=b"; echo env=1; echo __proto__=x',
  });
  expect([[...hooks.can], hooks.leaseMs, hooks.freshLocks]).toEqual([["cut", "stall", "restore"], 1500, false]);
  const answers = await Promise.all([hooks.seat("l 1", "a"), hooks.seat("l 1", "a"), hooks.seat("l", "1 a")]);
  expect(answers.map(({ values }) => values["at"])).toEqual(["l 1 a", "l 1 a", "l 1 a"]);
  expect(answers[0]).toBe(answers[1]);
  expect(answers[0]?.env).toEqual({ X: "a=b" });
  expect(Object.keys(answers[0]?.values ?? {})).toEqual(["at", "env", "__proto__"]);
  await expect(hooks.act("delay", "l", "a")).rejects.toThrow("described.sh: these hooks cannot delay");
});

it.each([
  ["can cutt", 'line 1: there is no verb "cutt"; did you mean "cut"?: "can cutt"'],
  ["lease soon", 'line 1: the lease must be a time such as "9s" or "1500ms": "lease soon"'],
  ["lease 0s", "the lease must be a time"],
  ["can cut\nfresh-locks maybe", 'line 2: fresh-locks must be "yes" or "no"'],
  ["leese 9s", 'there is no "leese"; did you mean "lease"?'],
  ["can cut\n\n\u001b[2Jcan", 'describe, line 3: a control character: "\\u{1b}[2Jcan"'],
])("refuses to be described as %j", async (text, why) => {
  const start = begin("odd.sh", { describe: `cat <<'END'\n${text}\nEND` });
  await expect(start).rejects.toThrow(why);
});

it.each([
  ["just words", 'line 1: this is neither "name=value" nor "env NAME=value": "just words"'],
  ["lock=ok\n=x", "line 2: this is neither"],
  ["lock=a\u0007b", 'line 1: a control character: "lock=a\\u{7}b"'],
])("refuses a seat that is %j", async (text, why) => {
  const hooks = await begin("seat.sh", { seat: `cat <<'END'\n${text}\nEND` });
  await expect(hooks.seat("l", "a")).rejects.toThrow(`seat.sh seat, ${why}`);
});

it("tells the last line of what went wrong, harmless and short", async () => {
  const hooks = await begin("wrong.sh", {
    cut: "printf 'first\\nno \\033[31mrouter\\n\\n' >&2; exit 3",
    describe: "echo can cut stall delay",
    stall: "kill -9 $$",
    delay: "head -c 100000 /dev/zero | tr '\\0' x >&2; exit 1",
  });
  await expect(hooks.act("cut", "l", "a")).rejects.toThrow("wrong.sh cut l a: no \\u{1b}[31mrouter (exit 3)");
  await expect(hooks.act("stall", "l", "a")).rejects.toThrow("said nothing (SIGKILL)");
  const long = await hooks.act("delay", "l", "a").catch((error: unknown) => String(error));
  expect(String(long).length).toBeLessThan(400);
});

it("says so if it is no executable", async () => {
  const file = join(folder, "plain");
  writeFileSync(file, "");
  await expect(commandHooks(file)).rejects.toThrow("plain describe: cannot be executed: spawn");
});

it("ends a call that floods, or never ends, with all it started", async () => {
  const pids = join(folder, "pids");
  const hang = await begin("hang.sh", { cut: `sleep 1000 & echo $! >${pids}; wait` }, 300);
  await expect(hang.act("cut", "l", "a")).rejects.toThrow("hang.sh cut l a: took longer than 0.3 s");
  await gone(Number(readFileSync(pids, "utf8")));
  const flood = await begin("flood.sh", { cut: "yes" });
  await expect(flood.act("cut", "l", "a")).rejects.toThrow("wrote more than 64 KiB");
});

it("leaves what a call has started until the end", async () => {
  const hooks = await begin("service.sh", {
    seat: "sleep 1000 & echo pid=$!",
    end: "echo cannot stop it >&2; exit 1",
  });
  const { values } = await hooks.seat("l", "a");
  const pid = Number(values["pid"]);
  expect(process.kill(pid, 0)).toBe(true);
  await expect(hooks.end()).rejects.toThrow("service.sh end: cannot stop it (exit 1)");
  await gone(pid);
});

it("can be ended in the middle of a call", async () => {
  const hooks = await begin("middle.sh", { cut: "sleep 1000" });
  const cut = hooks.act("cut", "l", "a").catch((error: unknown) => String(error));
  await pause(50);
  await hooks.end();
  expect(await cut).toContain("SIGKILL");
});

it("can be ended before it has described itself", async () => {
  const file = executable("slow.sh", { describe: "sleep 1000" });
  const start = commandHooks(file, { signal: AbortSignal.timeout(50) });
  await expect(start).rejects.toThrow("timeout");
});

/** Waits until a process is gone; a zombie that nobody reaps yet counts as gone. */
async function gone(pid: number): Promise<void> {
  const stat = `/proc/${pid}/stat`;
  while (existsSync(stat) && !/\) [ZX] /.test(readFileSync(stat, "utf8"))) await pause(5);
}
