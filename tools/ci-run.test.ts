// Runs .ci/run with an npm that only pretends, to prove that a failing step fails the whole and is counted.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

mkdirSync("out", { recursive: true });
const bin = mkdtempSync(resolve("out/ci-run-"));
afterAll(() => rmSync(bin, { recursive: true, force: true }));

/** The steps besides the tests: install, lint, imports, types, unused, package, API, and acceptance if there is one. */
const steps = existsSync("acceptance/main.ts") ? 8 : 7;

/** Runs the script; `cases` are the branches of a shell `case` over npm's arguments. */
function run(cases: string): { readonly status: number | null; readonly last: string | undefined } {
  const npm = `#!/usr/bin/env bash\ncase "$*" in\n${cases}\n"test") echo "5 passed, 0 failed, 1 skipped" ;;\nesac\n`;
  const there = ["g++", "chromium", "ctdbd", "etcd", "ganesha.nfsd"].map((name) => [name, "#!/bin/sh\n"] as const);
  for (const [name, text] of [["npm", npm] as const, ...there]) writeFileSync(`${bin}/${name}`, text, { mode: 0o755 });
  const env = { ...process.env, PATH: `${bin}:${process.env["PATH"]}` };
  const { status, stdout } = spawnSync("bash", [".ci/run"], { env, encoding: "utf8" });
  return { status, last: stdout.trimEnd().split("\n").at(-1) };
}

describe("the last line and the exit code of .ci/run", () => {
  test("when all is well", () => {
    expect(run("")).toEqual({ status: 0, last: `${5 + steps} passed, 0 failed, 1 skipped` });
  });

  test("when a step fails the others still run", () => {
    expect(run('*lint) echo "broken"; exit 1 ;;')).toEqual({
      status: 1,
      last: `${4 + steps} passed, 1 failed, 1 skipped`,
    });
  });

  test("when a step that is run beside others fails, it counts too", () => {
    expect(run('*typecheck) echo "broken"; exit 1 ;;')).toEqual({
      status: 1,
      last: `${4 + steps} passed, 1 failed, 1 skipped`,
    });
  });

  test("when tests fail", () => {
    expect(run('"test") echo "3 passed, 2 failed, 0 skipped"; exit 1 ;;')).toEqual({
      status: 1,
      last: `${3 + steps} passed, 2 failed, 0 skipped`,
    });
  });

  test("when the tests break off without a count", () => {
    expect(run('"test") exit 1 ;;')).toEqual({ status: 1, last: `${steps} passed, 1 failed, 0 skipped` });
  });

  test("when the tests succeed without having run one", () => {
    expect(run('"test") echo "0 passed, 0 failed, 0 skipped" ;;')).toEqual({
      status: 1,
      last: `${steps} passed, 1 failed, 0 skipped`,
    });
  });

  test("when the installation fails nothing else is tried", () => {
    expect(run('"ci") exit 1 ;;')).toEqual({ status: 1, last: "0 passed, 1 failed, 0 skipped" });
  });
});
