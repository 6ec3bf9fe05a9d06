// Proves that each ban bites: small offending files are written below out/ and linted with the
// project's own configuration; each must be reported, and the allowed neighbour of each must not be.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

mkdirSync("out", { recursive: true });
const probe = mkdtempSync(resolve("out/lint-probe-"));
const nothing = "export const x = 1;\n";

/** [file, source, part of the message expected]. Every file stands alone. */
const banned: readonly (readonly [string, string, string])[] = [
  ["model/random.ts", "export const x = Math.random();", "random or differs"],
  ["sim/exp.ts", "export const x = Math.exp(1);", "random or differs"],
  ["properties/log.ts", "export const x = [1].map(Math.log);", "random or differs"],
  ["reports/pow.ts", "export const x = Math.pow(2, 3);", "random or differs"],
  ["model/sin.ts", "export const x = Math.sin(1);", "random or differs"],
  ["model/by-key.ts", 'export const x = Math["sqrt"](1);', "with a dot"],
  ["model/taken-apart.ts", "const { random } = Math;\nexport const x = random;", "with a dot"],
  ["model/locale-compare.ts", 'export const x = "a".localeCompare("b");', "locale-dependent"],
  ["reports/to-locale.ts", "export const x = (1).toLocaleString();", "locale-dependent"],
  ["model/intl.ts", "export const x = new Intl.NumberFormat();", "global variable Intl"],
  ["sim/date.ts", "export const x = Date.now();", "global variable Date"],
  ["sim/new-date.ts", "export const x = new Date();", "global variable Date"],
  ["sim/global-this.ts", "export const x = globalThis;", "global variable globalThis"],
  ["sim/performance.ts", "export const x = performance.now();", "global variable performance"],
  ["sim/timer.ts", "setTimeout(() => undefined, 1);", "global variable setTimeout"],
  ["model/process.ts", "export const x = process.pid;", "global variable process"],
  ["model/crypto.ts", "export const x = crypto.randomUUID();", "global variable crypto"],
  ["model/promise.ts", "export const x = Promise.resolve(1);", "global variable Promise"],
  ["model/clone.ts", "export const x = structuredClone({});", "global variable structuredClone"],
  ["model/weak-ref.ts", "export const x = new WeakRef({});", "global variable WeakRef"],
  ["sim/async-function.ts", "export async function x() {}", "synchronous"],
  ["sim/async-arrow.ts", "export const x = async () => 1;", "synchronous"],
  ["sim/async-method.ts", "export class X {\n  private async x() {}\n}", "synchronous"],
  ["sim/async-member.ts", "export const x = { async y() {} };", "synchronous"],
  ["sim/await.ts", "export const x = await 1;", "synchronous"],
  ["protocol/wire/async.ts", "export const x = async () => 1;", "synchronous"],
  ["protocol/wire/timer.ts", "setTimeout(() => undefined, 1);", "global variable setTimeout"],
  ["sim/new-function.ts", 'export const x = new Function("return 1");', "generates code"],
  ["cli/new-function.ts", 'export const x = new Function("return 1");', "generates code"],
  ["cli/eval.ts", 'export const x = eval("1");', "generates code"],
  ["sim/choices/plain.ts", 'import seedrandom from "seedrandom";\nexport const x = seedrandom("1");', "alea only"],
  ["sim/choices/xor.ts", 'import s from "seedrandom";\nexport const x = s.xor128("1");', "alea only"],
  ["sim/choices/lib.ts", 'import x from "seedrandom/lib/xorshift7.js";\nexport { x };', "alea only"],
  ["model/any.ts", "export const x: any = 1;", "any"],
  ["model/default-export.ts", "export default 1;", "default export"],
  ["model/enumeration.ts", "export enum X {}", "enum"],
  ["model/notKebab.ts", nothing, "kebab-case"],
  ["model/console.ts", "console.log(1);", "console"],
  ["model/re-export-all.ts", 'export * from "./locale-compare.ts";', "re-export"],
  ["model/long.ts", `export function x() {\n${"  void 0;\n".repeat(71)}}`, "71"],
  ["model/no-ending.ts", 'import { x } from "./locale-compare";\nexport { x };', "extension"],
];

const allowed: readonly (readonly [string, string])[] = [
  ["model/exact-math.ts", "export const x = Math.sqrt(4) + Math.imul(2, 3) + Math.trunc(1);"],
  ["model/chart/new-function.ts", 'export const x = new Function("return 1");'],
  ["sim/choices/alea.ts", 'import s from "seedrandom";\nexport const x = s.alea("a/b", { state: true });'],
  ["model/random.test.ts", "export const x = Math.random();"],
  ["protocol/client/timer.ts", "export const x = async () => setTimeout(() => undefined, 1);"],
  ["cli/wall-clock.ts", "export const x = async () => Date.now() + performance.now();"],
];

/** [importing file, what it imports, the rule that must say no]. */
const bannedImports: readonly (readonly [string, string, string])[] = [
  ["model/up.ts", "../sim/index.ts", "direction-model"],
  ["model/side.ts", "../properties/index.ts", "direction-model"],
  ["sim/side.ts", "../properties/index.ts", "direction-sim"],
  ["properties/side.ts", "../sim/index.ts", "direction-properties"],
  ["reports/side.ts", "../sim/index.ts", "direction-reports"],
  ["fixtures/up.ts", "../cli/main.ts", "direction-fixtures"],
  ["sim/through-the-wall.ts", "../model/words.ts", "door-model"],
  ["cli/through-the-wall.ts", "../sim/kernel/index.ts", "door-sim"],
  ["model/node/through-the-wall.ts", "../leadership/vote.ts", "door-model-leadership"],
  ["model/through-the-wall.ts", "./leadership/vote.ts", "door-model-leadership"],
  ["sim/through-the-wall.test.ts", "../model/leadership/vote.ts", "door-for-tests-model-leadership"],
  ["model/file-system.ts", "node:fs", "pure-folders-do-no-io"],
  ["model/bare-core.ts", "fs", "pure-folders-do-no-io"],
  ["protocol/wire/socket.ts", "node:net", "pure-folders-do-no-io"],
  ["protocol/client/files.ts", "node:fs", "the-client-only-connects"],
  ["protocol/up.ts", "../model/index.ts", "direction-protocol"],
  ["model/chart/other.ts", "xstate", "only-xstate"],
  ["sim/kernel/random.ts", "seedrandom", "only-seedrandom"],
  ["model/schema.ts", "zod", "only-zod"],
  ["sim/arguments.ts", "commander", "only-commander"],
  ["model/tested.ts", "vitest", "only-(vitest|fast-check)"],
  ["cli/development.ts", "typescript", "shipped-code-needs-only-dependencies"],
  ["cli/uses-a-test.ts", "../model/random.test.ts", "nothing-imports-a-test"],
  ["model/ring-a.ts", "./ring-b.ts", "no-cycle"],
  ["model/nowhere.ts", "./does-not-exist.ts", "resolvable"],
];

const allowedImports: readonly (readonly [string, string])[] = [
  ["model/chart/to-machine.ts", "xstate"],
  ["model/chart/reference.test.ts", "xstate"],
  ["model/node/ward.ts", "../leadership/index.ts"],
  ["model/leadership/inside.ts", "./vote.ts"],
  ["sim/down.ts", "../model/index.ts"],
  ["reports/down.ts", "../properties/index.ts"],
  ["cli/everything.ts", "../sim/index.ts"],
  ["protocol/client/connects.ts", "node:net"],
  ["model/whole.test.ts", "../sim/kernel/index.ts"],
];

const scenery = ["model/words.ts", "model/leadership/vote.ts", "cli/main.ts"].concat(
  ["model", "model/leadership", "sim", "sim/kernel", "properties", "reports", "fixtures"].map((f) => `${f}/index.ts`),
);

function write(path: string, text: string): void {
  mkdirSync(dirname(`${probe}/${path}`), { recursive: true });
  writeFileSync(`${probe}/${path}`, `${text.trimEnd()}\n`);
}

/** Runs one of the project's tools in the probe folder, whatever it finds. */
function run(tool: string, ...args: readonly string[]): string {
  const result = spawnSync(resolve("node_modules/.bin", tool), args, { cwd: probe, encoding: "utf8" });
  return result.stdout + result.stderr;
}

/** What the linter says, as lines `file: message`. */
let diagnostics: readonly string[] = [];
/** Broken import rules, as lines `rule file -> target`. */
let violations: readonly string[] = [];

interface Cruise {
  readonly summary: { readonly violations: readonly { from: string; to: string; rule: { name: string } }[] };
}

beforeAll(() => {
  for (const file of ["biome", "biome.json", ".dependency-cruiser.mjs", "package.json"]) {
    cpSync(file, `${probe}/${file}`, { recursive: true });
  }
  for (const [path, source] of [...banned, ...allowed]) write(path, source);
  const lines = run("biome", "lint", "--reporter=github", "--max-diagnostics=none", ".").split("\n");
  diagnostics = lines.map((line) => line.replace(/^::\w+ .*file=(?:.*lint-probe-\w+\/)?([^,]+),.*?::/, "$1: "));

  for (const [path, target] of [...bannedImports, ...allowedImports]) write(path, `import "${target}";`);
  write("model/ring-b.ts", 'import "./ring-a.ts";');
  for (const path of scenery) write(path, nothing);
  const cruise: Cruise = JSON.parse(run("depcruise", "--config", ".dependency-cruiser.mjs", "-T", "json", "."));
  violations = cruise.summary.violations.map(({ rule, from, to }) => `${rule.name} ${from} -> ${to}`);
});

afterAll(() => rmSync(probe, { recursive: true, force: true }));

describe("what the linter forbids", () => {
  test.each(banned)("%s", (path, _source, message) => {
    expect(diagnostics.filter((line) => line.startsWith(`${path}: `)).join("\n")).toContain(message);
  });

  test.each(allowed)("but not %s", (path) => {
    expect(diagnostics.filter((line) => line.startsWith(`${path}: `))).toEqual([]);
  });

  test("every rule of ours runs without an error of its own", () => {
    expect(diagnostics.filter((line) => line.includes("errored"))).toEqual([]);
  });
});

describe("which imports are forbidden", () => {
  test.each(bannedImports)("%s may not import %s", (path, _target, rule) => {
    const found = violations.filter((line) => line.includes(` ${path} -> `)).map((line) => line.split(" ")[0]);
    expect(found).toContain(rule);
  });

  test.each(allowedImports)("%s may import %s", (path) => {
    expect(violations.filter((line) => line.includes(` ${path} -> `))).toEqual([]);
  });
});
