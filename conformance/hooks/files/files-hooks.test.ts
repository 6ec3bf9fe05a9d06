import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { HookError } from "../hook-error.ts";
import type { Hooks } from "../hooks.ts";
import { filesHooks } from "./files-hooks.ts";

let hooks: Hooks;
beforeEach(async () => {
  hooks = await filesHooks();
});
afterEach(() => hooks.end());

async function pathOf(lock: string): Promise<string> {
  const { values } = await hooks.seat(lock, "a");
  return values["lock"] ?? "";
}

it("gives each lock a file that does not exist in a folder of its own, the same at all seats", async () => {
  const names = ["one", "two", "../one", "a/b", "a_b", ".", "", "x\ny", "é"];
  const paths = await Promise.all(names.map(pathOf));
  expect(new Set(paths.map(dirname)).size).toBe(names.length);
  expect(new Set(paths.map((path) => dirname(dirname(path)))).size).toBe(1);
  expect(paths.flatMap((path) => readdirSync(dirname(path)))).toEqual([]);
  expect((await hooks.seat("one", "b")).values["lock"]).toBe(paths[0]);
});

it("removes and replaces a file that is there", async () => {
  const path = await pathOf("l");
  writeFileSync(path, "");
  const { ino } = statSync(path);
  await hooks.act("replace", "l", "a");
  expect(statSync(path).ino).not.toBe(ino);
  await hooks.act("remove", "l", "a");
  expect(existsSync(path)).toBe(false);
});

it("forbids a lock that nobody has asked for yet, for good, and no other", async () => {
  await hooks.act("forbid", "l", "a");
  const path = await pathOf("l");
  expect(() => writeFileSync(path, "")).toThrow("ENOENT");
  expect(() => writeFileSync(join(dirname(path), "..", "x"), "")).not.toThrow();
});

it.each(["remove", "replace"] as const)("cannot %s what is not there", async (verb) => {
  await expect(hooks.act(verb, "l", "a")).rejects.toThrow(HookError);
  await expect(hooks.act(verb, "l", "a")).rejects.toThrow(`files: cannot ${verb} `);
});

it("cannot cut off what is no service", async () => {
  await expect(hooks.act("cut", "l", "a")).rejects.toThrow("files: these hooks cannot cut");
  expect(hooks.can.has("cut")).toBe(false);
});

it("leaves nothing, and gives nothing after its end", async () => {
  const path = await pathOf("l");
  await Promise.all([hooks.end(), hooks.end()]);
  expect(existsSync(dirname(dirname(path)))).toBe(false);
  await expect(pathOf("m")).rejects.toThrow("have ended");
});
