import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { nasty, nastyTexts, sampleStory } from "../../tools/sample-story.ts";
import type { FailureStory } from "../index.ts";
import { literal, reproTest } from "./index.ts";

let story: FailureStory;
beforeAll(async () => {
  story = await sampleStory("lock-file-replaced");
});

/** What a generated test hands to `assertHolds`, read by running it. */
async function runs(source: string): Promise<{ name: string; scenario: unknown; options: Record<string, unknown> }> {
  const { outputText, diagnostics } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  expect(diagnostics).toEqual([]);
  const body = outputText.replaceAll(/^import .*$/gm, "").replace("import.meta.url", '"file:///x/repro.test.ts"');
  const call = new Function("test", "assertHolds", body);
  return new Promise((resolve) => {
    let name = "";
    const assertHolds = (scenario: unknown, options: Record<string, unknown>): void =>
      resolve({ name, scenario, options });
    call((given: string, run: () => void) => {
      name = given;
      run();
    }, assertHolds);
  });
}

describe("repro.test.ts", () => {
  it("tells the story, imports the two packages alone, and asserts the property of the scenario", async () => {
    const source = reproTest({ ...story, defects: ["zoo-e02", "../mine/x.override.ts"] });
    expect(source.split("\n")[0]).toMatch(/^\/\/ one-lock-holder violated after pause-process, replace-lock-file/);
    expect(source).toContain(`\n// reproduce: ${story.verdict.reproduce}\n`);
    expect([...source.matchAll(/^import .* from "(.*)";$/gm)].map(([, from]) => from)).toEqual([
      "cluster-sim/vitest",
      "vitest",
    ]);
    const { name, scenario, options } = await runs(source);
    expect(name).toBe("one-lock-holder holds");
    expect(scenario).toEqual(story.scenario);
    expect(options).toEqual({
      property: "one-lock-holder",
      defects: ["zoo-e02", "./defects/x.override.ts"],
      cwd: "file:///x/repro.test.ts",
    });
  });

  it.each(nastyTexts)("means the same with %j in it", async (hostile) => {
    const told = nasty(story, hostile);
    const source = reproTest(told);
    const { scenario } = await runs(source);
    expect(scenario).toEqual(told.scenario);
    for (const line of source.slice(0, source.indexOf("\nimport ")).split(/[\n\r\u2028\u2029]/))
      expect(line).toMatch(/^\/\//);
  });
});

describe("a literal", () => {
  it("groups large numbers and stands on one line if it fits", () => {
    expect(literal({ atUs: 40_000_000, byUs: -12_345, nodes: 9999, on: { "a-b": [1, "x"] } })).toBe(
      '{ atUs: 40_000_000, byUs: -12_345, nodes: 9999, on: { "a-b": [1, "x"] } }',
    );
  });
  it("breaks where it does not, several short things on a line", () => {
    const lines = literal({ decisions: { network: Array.from({ length: 60 }, (_, nth) => [nth, 1]) } }).split("\n");
    expect(lines.length).toBeGreaterThan(6);
    expect(lines.length).toBeLessThan(16);
    for (const line of lines) expect(line.length).toBeLessThan(116);
  });
  it("keeps a field called __proto__", () => {
    const value = JSON.parse('{"__proto__": [1]}') as unknown;
    expect(Object.keys(new Function(`return ${literal(value)}`)() as object)).toEqual(["__proto__"]);
  });
});
