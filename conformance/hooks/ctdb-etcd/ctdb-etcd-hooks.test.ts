import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hooks } from "../hooks.ts";
import { ctdbEtcdHooks } from "./ctdb-etcd-hooks.ts";

const helper = "/usr/libexec/ctdb/ctdb_etcd_lock";
const missing = missingPart();

/** The first of what the test stands on that is not installed. */
function missingPart(): string | undefined {
  if (!existsSync(helper)) return helper;
  for (const [program, ...args] of [
    ["etcd", "--version"],
    ["/usr/bin/python3", "-c", "import etcd"],
  ] as const) {
    try {
      execFileSync(program, args, { stdio: "ignore" });
    } catch {
      return [program, ...args].join(" ");
    }
  }
  return undefined;
}

describe.skipIf(missing !== undefined)(`ctdb-etcd hooks${missing ? ` (skipped: no ${missing})` : ""}`, () => {
  let hooks: Hooks;
  const helpers: ChildProcess[] = [];
  beforeAll(async () => {
    hooks = await ctdbEtcdHooks({ ttlSeconds: 3 });
  });
  afterAll(async () => {
    for (const child of helpers) child.kill("SIGKILL");
    await hooks.end();
  });

  it("writes the configuration of the helper, and stubs for what it asks", async () => {
    const { values, env } = await hooks.seat("a lock", "a");
    expect(readFileSync(values["config"] ?? "", "utf8")).toBe(
      `host = 127.0.0.1\nport = ${values["port"]}\nlocks_dir = a_20_lock\nlock_ttl = 3\nlock_refresh = 1\n`,
    );
    const other = await hooks.seat("a lock", "b");
    const run = promisify(execFile);
    const says = async (of: typeof env) => (await run("/bin/sh", ["-c", "testparm -s; ctdb pnn"], { env: of })).stdout;
    expect(await says(env)).toBe("CLUSTER\n0\n");
    expect(await says(other.env)).toBe("CLUSTER\n1\n");
  });

  it("serves the helper: one holds, the other contends", async () => {
    const start = async (seat: string) => {
      const { values, env } = await hooks.seat("shared", seat);
      const child = spawn(helper, ["-c", values["config"] ?? ""], { env, stdio: ["ignore", "pipe", "ignore"] });
      helpers.push(child);
      return await new Promise<string>((resolve) => {
        child.stdout.once("data", (byte: Buffer) => resolve(byte.toString("latin1", 0, 1)));
        child.stdout.once("end", () => resolve("nothing"));
      });
    };
    expect(await start("a")).toBe("0");
    expect(await start("b")).toBe("1");
    await hooks.act("remove", "shared", "a");
  });
});
