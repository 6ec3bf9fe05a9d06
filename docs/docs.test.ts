import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captured } from "../cli/captured-io.ts";
import { type FileToWrite, fits, type Step, stepsOf, wordsOf } from "./console-blocks.ts";

const documents = [
  "../README.md",
  "tutorial.md",
  "configuration.md",
  "writing-a-lock-helper.md",
  "nfs-grace.md",
  "addresses.md",
];

/** Commands that install or test the package itself; the gate runs them. */
const runByTheGate = /^(npm|npx --yes|git) /;

/** Does what the document says, in a fresh folder; gives what does not fit. */
async function follow(steps: readonly (Step | FileToWrite)[]): Promise<string[]> {
  const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-docs-"));
  const wrong: string[] = [];
  let code = 0;
  for (const step of steps) {
    if (step.kind === "file") writeFileSync(join(cwd, step.name), step.text);
    else if (!runByTheGate.test(step.command)) {
      const printed = await carryOut(step.command, cwd, code);
      code = printed.code;
      if (!fits(printed.text, step.output)) wrong.push(`line ${step.line}: $ ${step.command}\n${printed.text}`);
    }
  }
  return wrong;
}

async function carryOut(command: string, cwd: string, code: number): Promise<{ text: string; code: number }> {
  if (command === "echo $?") return { text: `${code}\n`, code: 0 };
  const [simple = "", file] = command.split(" < ");
  const [npx, name, ...args] = wordsOf(simple);
  if (npx === "chmod" && name === "+x") {
    for (const file of args) chmodSync(join(cwd, file), 0o755);
    return { text: "", code: 0 };
  }
  if (npx !== "npx" || name !== "cluster-sim") throw new Error(`No document may use the command: ${command}`);
  const input = file === undefined ? {} : { input: () => readFile(join(cwd, file), "utf8") };
  const result = await captured(args, { cwd, ...input });
  return { text: result.all, code: result.code };
}

describe.each(documents)("%s", (name) => {
  const steps = stepsOf(readFileSync(new URL(name, import.meta.url), "utf8"));

  it("has commands, and prints nothing but what they print", async () => {
    expect(steps.filter((step) => step.kind === "command").length).toBeGreaterThan(1);
    expect((await follow(steps)).join("\n")).toBe("");
  });
});

describe("the pattern of a document", () => {
  it.each([
    ["a\nb\n", ["a", "b"], true],
    ["a\nb\n", ["a"], false],
    ["a\nb\nc\n", ["a", "…"], true],
    ["a\nb\nc\n", ["…", "c"], true],
    ["a 17 b\n", ["a … b"], true],
    ["a 17 c\n", ["a … b"], false],
    ["", [], true],
    ["x\n", [], false],
  ])("%j and %j: %s", (actual, expected, same) => expect(fits(actual, expected)).toBe(same));
});
