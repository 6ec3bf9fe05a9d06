import { describe, expect, it } from "vitest";
import {
  type CampaignFailure,
  CampaignTally,
  githubAnnotations,
  githubSummary,
  junitXml,
  type RunVerdict,
} from "./index.ts";
import { codeBlock, codeSpan, markdownText } from "./markdown.ts";

const nasty = [
  "</script><img src=x onerror=alert(1)>",
  "`",
  "-->",
  "a\nb",
  "%0A::error::",
  "]]>&amp;\"'",
  "\u0000\u001b[31m\ufffe\ud800",
  "@everyone #12 |x| [a](javascript:b)",
];

const run = (seed: string, verdict: "holds" | "violated" | "unknown"): RunVerdict => ({
  seed,
  version: "0.1.0",
  modelHash: "m0d31",
  verdict,
  exitCode: verdict === "holds" ? 0 : verdict === "violated" ? 1 : 2,
  assumptions: [],
  properties: [
    { name: "one-lock-holder", verdict, atUs: 5, why: [] },
    { name: "leader-after-heal", verdict: "holds", atUs: null, why: [] },
    { name: "one-leader-without-lock", verdict: "not-applicable", atUs: null, why: [] },
  ],
  witnesses: [{ name: "lock-refused", applicable: true, seen: 0 }],
  measures: {},
  traceHash: "0",
  reproduce: `npx cluster-sim run --seed ${seed}`,
});

function result(seed: string, failures: readonly CampaignFailure[], ...verdicts: readonly RunVerdict["verdict"][]) {
  const campaign = new CampaignTally();
  for (const verdict of verdicts) campaign.add(run(seed, verdict));
  const about = { seed, version: "0.1.0", modelHash: "m0d31", runsAsked: 100, assumptions: ["no-partition"] };
  return { name: `lock ${seed}`, campaign: campaign.verdict({ ...about, reproduce: `npx x ${seed}` }), failures };
}

const failureOf = (seed: string, property = "one-lock-holder"): CampaignFailure => ({
  signature: `${property} ${seed}`,
  property,
  seed,
  count: 2,
  why: [`Two nodes: ${seed}.`, "At most one holder is what the lock is for."],
  reproduce: `npx cluster-sim run --seed '${seed}'`,
  folder: `out/${seed}`,
});

/** Names of the elements in order, if the text is well-formed XML of the kind we write; throws if it is not. */
function elements(xml: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  const token =
    /<\?xml [^?]*\?>|<(\/?)([\w-]+)((?: [\w-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)(\/?)>|(?:[^<&>]|&(?:amp|lt|gt|quot|#39);)+/y;
  for (token.lastIndex = 0; token.lastIndex < xml.length; ) {
    const at = token.lastIndex;
    const found = token.exec(xml);
    if (found === null) throw new Error(`no XML: ${xml.slice(at, at + 60)}`);
    const [, close, name, , empty] = found;
    if (name === undefined) continue;
    if (close === "/") expect(open.pop()).toBe(name);
    else {
      names.push(name);
      if (empty !== "/") open.push(name);
    }
  }
  expect(open).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/);
  return names;
}

describe("JUnit XML", () => {
  it("has one case a property, with its end and its seed", () => {
    const xml = junitXml({ ...result("7", [failureOf("7")], "holds", "violated"), seconds: 1.5 });
    const cases = elements(xml).filter((name) => ["testcase", "failure", "error", "skipped"].includes(name));
    expect(cases).toEqual(["testcase", "failure", "testcase", "testcase", "skipped", "testcase", "error"]);
    expect(xml).toContain('<testsuite name="lock 7" tests="4" failures="1" errors="1" skipped="1" time="1.5">');
    expect(xml).toMatch(/message="violated in 1 of 2 runs">reproduce: npx cluster-sim run --seed '7'\n/);
    expect(xml).toContain('<property name="seed" value="7"/>');
  });

  it("an unknown verdict is an error, another kind of failure a case of its own", () => {
    const xml = junitXml(result("7", [failureOf("8", "diverged")], "unknown"));
    expect(xml).toContain('message="unknown in 1 of 1 run"');
    expect(xml).toContain('<testcase classname="lock 7.runs" name="diverged" time="0">');
  });

  it.each(nasty)("is well-formed with the seed %j", (seed) => {
    const xml = junitXml(result(seed, [failureOf(seed)], "violated"));
    expect(elements(xml).filter((name) => name === "failure")).toHaveLength(1);
  });
});

describe("GitHub annotations", () => {
  it("give the command first, and no more than ten", () => {
    const failures = Array.from({ length: 14 }, (_, index) => failureOf(String(index)));
    const lines = githubAnnotations(result("7", failures, "violated"))
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(10);
    expect(lines[0]).toMatch(/^::error title=lock 7%3A one-lock-holder::npx cluster-sim run --seed '0'%0A/);
    expect(lines[9]).toContain("%0A5 more kinds of failure");
  });

  it("warn of an inconclusive campaign, and say nothing of a sound one", () => {
    expect(githubAnnotations(result("7", [], "unknown"))).toMatch(/^::warning title=lock 7%3A unknown::npx x 7%0A/);
    const { campaign, ...rest } = result("7", [], "holds");
    expect(githubAnnotations({ ...rest, campaign: { ...campaign, exitCode: 0 } })).toBe("");
  });

  it.each(nasty)("stay one line each with the seed %j", (seed) => {
    const text = githubAnnotations(result(seed, [failureOf(seed)], "violated"));
    expect(text.split("\n").filter((line) => line !== "")).toHaveLength(1);
    expect(text).toMatch(/^::error title=[^:,\n]*::[^\r\n]*\n$/);
    expect(text.replaceAll(/%(25|0A|3A|2C)/g, "")).not.toContain("%");
  });
});

describe("the step summary", () => {
  it("starts with the verdict and the command", () => {
    const text = githubSummary(result("7", [failureOf("7")], "violated"));
    expect(text.split("\n").slice(0, 5)).toEqual(["### lock 7: violated", "", "```sh", "npx x 7", "```"]);
    expect(text).toContain("| one-lock-holder | 0 | 1 | 0 |");
    expect(text).toContain("Never seen, so inconclusive: lock-refused");
  });

  it.each(nasty)("keeps its tables and fences with the seed %j", (seed) => {
    const lines = githubSummary(result(seed, [failureOf(seed)], "violated")).split("\n");
    const fences = lines.filter((line) => /^`{3,}/.test(line));
    expect(fences.length % 2).toBe(0);
    for (const row of lines.filter((line) => line.startsWith("| "))) expect(row.split(/(?<!\\)\|/)).toHaveLength(6);
    const prose = lines
      .filter((line) => !/^`{3,}|^npx/.test(line))
      .join("\n")
      .replaceAll(/(`+) ?.*?[^`]\1(?!`)/g, "");
    expect(prose).not.toMatch(/(?<!\\)<(?!!-- -->)/);
  });
});

describe("Markdown", () => {
  it("of a text formats, links and mentions nothing", () => {
    expect(markdownText("*a* <b> @all #1 [x](y)")).toBe("\\*a\\* \\<b\\> @<!-- -->all #<!-- -->1 \\[x\\](y)");
  });
  it("of code ends where the code ends", () => {
    expect(codeSpan("a`b")).toBe("``a`b``");
    expect(codeSpan("`")).toBe("`` ` ``");
    expect(codeBlock("sh", ["a", "```", "b"])).toEqual(["````sh", "a", "```", "b", "````"]);
  });
});
