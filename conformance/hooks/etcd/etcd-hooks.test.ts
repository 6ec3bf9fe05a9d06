import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findProgram } from "../find-program.ts";
import type { Hooks } from "../hooks.ts";
import { etcdHooks } from "./etcd-hooks.ts";
import { httpRequest } from "./http-request.ts";

const absent = findProgram("etcd") === undefined;

describe.skipIf(absent)(absent ? "etcd hooks (skipped: no etcd in PATH)" : "etcd hooks", () => {
  let hooks: Hooks;
  beforeAll(async () => {
    hooks = await etcdHooks({ ttlSeconds: 3 });
  });
  afterAll(() => hooks.end());

  const encode = (text: string) => Buffer.from(text).toString("base64");

  /** A helper's view of the service, through its seat's way. */
  async function view(lock: string, seat = "a") {
    const { values } = await hooks.seat(lock, seat);
    const port = Number(values["port"]);
    const key = values["lock"] ?? "";
    const v3 = async (path: string, body: object) => {
      const text = JSON.stringify(body);
      const answer = await httpRequest(port, "POST", `/v3/${path}`, { type: "application/json", text });
      return JSON.parse(answer.text) as { ID?: string; kvs?: { value: string; lease?: string }[] };
    };
    const form = (method: string, path: string, text: string) =>
      httpRequest(port, method, `/v2/keys/_locks/${path}`, { type: "application/x-www-form-urlencoded", text });
    return {
      key,
      async put(name: string) {
        const { ID } = await v3("lease/grant", { TTL: 60 });
        await v3("kv/put", { key: encode(name), value: encode("mine"), lease: ID });
      },
      async value(name: string) {
        const [found] = (await v3("kv/range", { key: encode(name) })).kvs ?? [];
        return found === undefined ? undefined : Buffer.from(found.value, "base64").toString();
      },
      queue: (value: string) => form("POST", `${key}/CLUSTER`, `value=${value}&ttl=60`),
      async queued(): Promise<string[]> {
        const answer = await httpRequest(port, "GET", `/v2/keys/_locks/${key}/CLUSTER?sorted=true`);
        const { node } = JSON.parse(answer.text) as { node?: { nodes?: { value: string }[] } };
        return (node?.nodes ?? []).map(({ value }) => value);
      },
    };
  }

  it("tells how the service is reached, the same each time, each seat its own way", async () => {
    const a = await hooks.seat("lock", "a");
    expect(await hooks.seat("lock", "a")).toEqual(a);
    const { port = "", host, endpoint, lock, ttl } = a.values;
    expect({ host, endpoint, lock, ttl }).toEqual({
      host: "127.0.0.1",
      endpoint: `http://127.0.0.1:${port}`,
      lock: "lock",
      ttl: "3",
    });
    expect((await hooks.seat("lock", "b")).values["port"]).not.toBe(port);
    expect(hooks.leaseMs).toBe(3000);
  });

  it.each(["", "/holder"])("removes, revokes and replaces a v3 key <lock>%s", async (suffix) => {
    const lock = `v3${suffix}`.replace("/", "-");
    const { key, put, value } = await view(lock);
    const name = key + suffix;
    for (const [verb, after] of [
      ["remove", undefined],
      ["revoke", undefined],
      ["replace", "another"],
    ] as const) {
      await put(name);
      expect(await value(name)).toBe("mine");
      await hooks.act(verb, lock, "a");
      expect([verb, await value(name)]).toEqual([verb, after]);
    }
  });

  it("leaves the keys of other locks alone", async () => {
    const { put, value } = await view("one");
    for (const name of ["one", "one2", "one-x/y"]) await put(name);
    await hooks.act("remove", "one", "a");
    expect(await Promise.all(["one", "one2", "one-x/y"].map(value))).toEqual([undefined, "mine", "mine"]);
  });

  it("removes, revokes and replaces v2 keys", async () => {
    const { queue, queued } = await view("v2");
    for (const value of ["first", "second"]) await queue(value);
    await hooks.act("revoke", "v2", "a");
    expect(await queued()).toEqual(["second"]);
    await hooks.act("replace", "v2", "a");
    expect(await queued()).toEqual(["another"]);
    await queue("third");
    await hooks.act("remove", "v2", "a");
    expect(await queued()).toEqual([]);
  });

  it("says so if nobody holds the lock, or if it cannot do it", async () => {
    await expect(hooks.act("remove", "free", "a")).rejects.toThrow("etcd: there is no key of the lock free");
    await expect(hooks.act("forbid", "free", "a")).rejects.toThrow("these hooks cannot forbid");
  });

  it("cuts one seat off alone, and a restart keeps the data", async () => {
    const [a, b] = [await view("cut", "a"), await view("cut", "b")];
    await a.put("cut");
    await hooks.act("cut", "cut", "a");
    await expect(a.value("cut")).rejects.toThrow("ECONNRESET");
    await hooks.act("restart", "cut", "a");
    expect(await b.value("cut")).toBe("mine");
    await hooks.act("restore", "cut", "a");
    expect(await a.value("cut")).toBe("mine");
  });

  it("delays a write, not a read", async () => {
    const { queue, queued } = await view("slow", "slow");
    const others = await view("slow", "b");
    await hooks.act("delay", "slow", "slow");
    expect(await queued()).toEqual([]);
    const late = queue("late");
    await new Promise((resolve) => setTimeout(resolve, 100));
    await queue("other way");
    expect(await others.queued()).toEqual(["other way"]);
    await hooks.act("restore", "slow", "slow");
    expect((await late).status).toBe(201);
    expect(await others.queued()).toEqual(["other way", "late"]);
  });

  it("is gone when it ends, also while it starts again", async () => {
    const other = await etcdHooks();
    const { values } = await other.seat("x", "a");
    const restart = other.act("restart", "x", "a").catch((error: unknown) => String(error));
    await Promise.all([other.end(), other.end()]);
    expect(await restart).toContain("it was ended");
    await expect(httpRequest(Number(values["port"]), "GET", "/health")).rejects.toThrow("ECONNREFUSED");
    await expect(other.seat("x", "a")).rejects.toThrow("have ended");
  });

  it("can be ended before it has started", async () => {
    const abort = new AbortController();
    const start = etcdHooks({ signal: abort.signal });
    setTimeout(() => abort.abort(new Error("no more")), 100);
    await expect(start).rejects.toThrow("no more");
  });

  it("grants no lease that etcd would make longer", async () => {
    await expect(etcdHooks({ ttlSeconds: 1 })).rejects.toThrow("a lease of 1 s is not to be had");
  });
});

it("says what is missing where there is no etcd", async () => {
  const path = process.env["PATH"];
  process.env["PATH"] = "";
  try {
    await expect(etcdHooks()).rejects.toThrow('there is no program "etcd" in PATH');
  } finally {
    process.env["PATH"] = path;
  }
  expect(existsSync(findProgram("sh") ?? "")).toBe(true);
});
