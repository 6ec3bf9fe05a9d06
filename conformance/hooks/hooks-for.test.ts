import { expect, it } from "vitest";
import { hooksFor } from "./hooks-for.ts";
import { noHooks } from "./no-hooks.ts";
import { UnavailableError } from "./unavailable-error.ts";

it("finds built-in hooks, and an executable", async () => {
  for (const [name, found] of [
    ["files", "files"],
    ["fixtures/hooks/example-hooks.sh", "example-hooks.sh"],
  ] as const) {
    const hooks = await hooksFor(name);
    await hooks.end();
    expect(hooks.name).toBe(found);
  }
});

it.each([
  ["file", '"file" and no hooks of that name; did you mean "files"?'],
  ["constructor", "known: "],
  ["", 'no executable file ""'],
  ["conformance", 'no executable file "conformance"'],
  ["\u001b[2J", "\\u{1b}[2J"],
  ["a\0b", "a\\u{0}b"],
])("refuses %j", async (name, why) => {
  const refused = hooksFor(name);
  await expect(refused).rejects.toThrow(UnavailableError);
  await expect(refused).rejects.toThrow(why);
});

it("no hooks can do nothing", async () => {
  const hooks = noHooks();
  expect([hooks.can.size, hooks.freshLocks]).toEqual([0, false]);
  expect(await hooks.seat("l", "a")).toEqual({ values: {}, env: {} });
  await expect(hooks.act("cut", "l", "a")).rejects.toThrow("none: these hooks cannot cut");
  await hooks.end();
});
