import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkClauses, NotEstablishedError } from "../clause/index.ts";
import { filesHooks, type Hooks, noHooks } from "../hooks/index.ts";
import { defaultLimits, helperClauses, openTrial, pluginClauses } from "./index.ts";

const limits = {
  ...defaultLimits,
  statusMs: 10_000,
  stayMs: 1_000,
  parentGoneMs: 4_000,
  lossMs: 4_000,
  recheckMs: 1_000,
};
const program = (path: string): string => fileURLToPath(new URL(`../../fixtures/helpers/${path}`, import.meta.url));
const sh = (script: string): [string, ...string[]] => ["/bin/sh", "-c", script];

describe("the clauses of a lock helper", () => {
  it("have numbers and names of their own, and stand after those that they need", () => {
    const ids = helperClauses.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(helperClauses.map(({ name }) => name)).size).toBe(ids.length);
    for (const [index, { id, needs }] of helperClauses.entries()) {
      for (const need of needs) expect(ids.indexOf(need), `${id} needs ${need}`).toBeLessThan(index);
      for (const need of needs) expect(ids).toContain(need);
    }
  });

  it("bind a plug-in, but for those about a process of its own", async () => {
    const trial = openTrial({ command: sh("exit"), hooks: noHooks(), limits });
    const said = pluginClauses.find(({ id }) => id === "HLP-030")?.inapplicable?.(trial.trial);
    await trial.close();
    expect(said).toBe("a plug-in lives and dies with its daemon");
    expect(pluginClauses).toHaveLength(helperClauses.length);
  });

  it("are kept by the helper that behaves well", async () => {
    const hooks = await filesHooks();
    const command = [program("local-helper.mjs"), "{lock}", "1", "1"] as const;
    const only = new Set(["HLP-013", "HLP-041", "HLP-063"]);
    const open = async () => openTrial({ command, hooks, limits });
    const results = await checkClauses({ clauses: helperClauses, only, open });
    await hooks.end();
    expect(results.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    expect(results.length).toBeGreaterThan(only.size);
  });

  it("are broken by a helper that writes what is no status, and the rest is not established", async () => {
    const open = async () => openTrial({ command: sh("printf x; sleep 60"), hooks: noHooks(), limits });
    const results = await checkClauses({ clauses: helperClauses, open });
    expect(results.filter(({ verdict }) => verdict === "fail").map(({ id }) => id)).toEqual(["HLP-001"]);
    expect(results[0]?.because).toMatch(/^on a free lock it answered "x" after /);
    expect(results.some(({ verdict }) => verdict === "pass")).toBe(false);
  });
});

describe("a trial", () => {
  it("establishes nothing where no helper takes the lock, and says what came instead", async () => {
    const opened = openTrial({ command: sh("printf 1"), hooks: noHooks(), limits });
    await expect(opened.trial.take("lock")).rejects.toThrow(NotEstablishedError);
    await expect(opened.trial.take("lock")).rejects.toThrow(/a2 answered "1"/);
    const lines = await opened.close();
    expect(lines.map(({ text }) => text)).toContain('a1 wrote "1"');
  });

  it("undoes what was done to a seat", async () => {
    const done: string[] = [];
    const hooks: Hooks = {
      ...noHooks(),
      can: new Set(["cut", "stall", "restore"]),
      act: async (verb, lock, seat) => void done.push(`${verb} ${lock} ${seat}`),
    };
    const opened = openTrial({ command: sh("exit"), hooks, limits });
    await opened.trial.act("cut", "l", "a");
    await opened.trial.act("stall", "l", "b");
    await opened.trial.act("restore", "l", "a");
    await opened.close();
    expect(done).toEqual(["cut l a", "stall l b", "restore l a", "restore l b"]);
  });
});
