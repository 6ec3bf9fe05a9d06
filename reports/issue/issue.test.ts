import { beforeAll, describe, expect, it } from "vitest";
import { nasty, nastyTexts, sampleStory } from "../../tools/sample-story.ts";
import type { FailureStory } from "../index.ts";
import { foldedCommand } from "./ascii.ts";
import { issueMarkdown, issueText, storyTitle, summaryParagraphs } from "./index.ts";
import { jsonLines } from "./json-lines.ts";
import { mermaidText } from "./mermaid.ts";

let withLock: FailureStory;
let withoutLock: FailureStory;
beforeAll(async () => {
  withLock = await sampleStory("lock-file-replaced");
  withoutLock = await sampleStory("split-without-lock");
});

/** The lines of the first code block of a language, and where its fence ends. */
function block(markdown: string, language: string): string[] {
  const lines = markdown.split("\n");
  const start = lines.findIndex((line) => line.replace(/^`{3,}/, "") === language && line.startsWith("```"));
  const fence = (lines[start] ?? "").slice(0, -language.length);
  return lines.slice(start + 1, lines.indexOf(fence, start + 1));
}

/** What a line of the diagram may be, with no other sign in its text than Mermaid takes for text. */
const text = String.raw`(?:[\w .,:()=/+*'-]|#\d+;)+`;
const party = "(?:n\\d+|lock)";
const statements = [
  /^participant (?:n\d+ as node \d+|lock as lock (?:file|service))$/,
  new RegExp(`^Note over ${party}(?:,${party})?: ${text}$`),
  new RegExp(`^${party}(?:->>|-->>)${party}: ${text}$`),
  /^rect rgba\(\d+, \d+, \d+, 0\.\d+\)$/,
  /^end$/,
];

function checkMermaid(lines: readonly string[]): void {
  expect(lines[0]).toBe("sequenceDiagram");
  let depth = 0;
  const known = new Set<string>();
  for (const line of lines.slice(1).map((one) => one.trim())) {
    expect(
      statements.filter((statement) => statement.test(line)),
      line,
    ).toHaveLength(1);
    if (line.startsWith("participant")) known.add(line.split(" ")[1] ?? "");
    for (const id of line.split(": ")[0]?.match(/\b(?:n\d+|lock)\b/g) ?? []) expect(known).toContain(id);
    if (line.startsWith("rect")) depth += 1;
    if (line === "end") depth -= 1;
    expect(depth).toBeGreaterThanOrEqual(0);
    expect(line.length).toBeLessThan(1_200);
  }
  expect(depth).toBe(0);
  expect(lines.length).toBeLessThan(10 + 60 * 3);
}

describe("issue.md", () => {
  it("starts and ends with the command, tells the story between", () => {
    const body = issueMarkdown(withLock);
    const command = ["```sh", withLock.verdict.reproduce, "```"];
    const lines = body.trimEnd().split("\n");
    expect(lines.slice(0, 3)).toEqual(command);
    expect(lines.slice(-3)).toEqual(command);
    expect(body).toContain('The property "one-lock-holder" is violated at 00:3');
    expect(body).toContain("- dropped: **lock-object-stays**");
    expect(body).toContain("- duration: 2 min");
    expect(block(body, "mermaid").filter((line) => line.includes("one-lock-holder is violated"))).toHaveLength(1);
    expect(JSON.parse(block(body, "json").join("\n"))).toEqual(withLock.scenario);
  });

  it("names in its first sentences, its title and its command the designs that are not the usual ones", () => {
    const scenario = { ...withLock.scenario, recovery: "serial", takeover: "inline", tickles: "lists" } as const;
    const story = { ...withLock, scenario };
    expect(summaryParagraphs(story)[1]).toContain(
      "databases recovered serially (up to 4.3), takeover runs made by the recovery daemon itself (up to 4.5), and the lock",
    );
    expect(storyTitle(story, 200)).toContain("(lock fcntl, recovery serial, takeover inline)");
    expect(issueMarkdown(story)).toContain("--scenario scenario.json --recovery serial --takeover inline");
    expect(summaryParagraphs(withLock)[1]).not.toMatch(/recover|takeover/);
    const voted = { ...withLock, scenario: { ...withLock.scenario, ctdb: "4.3" } as const };
    expect(summaryParagraphs(voted)[1]).toContain("databases recovered in parallel (since 4.4)");
  });

  it("tells defects, and how the run was shortened", () => {
    const size = { events: 2, nodes: 3, durationUs: 120_000_000 };
    const told = summaryParagraphs({
      ...withLock,
      defects: ["zoo-e02"],
      shrunk: {
        property: "one-lock-holder",
        before: { ...size, events: 9, decisions: 40 },
        after: size,
        runs: 85,
        isMinimal: true,
        original: "npx cluster-sim run --seed 7",
      },
    }).join("\n");
    expect(told).toContain("with the repairs named below and with the defect zoo-e02 put in, and the lock fcntl:");
    expect(told).toContain(
      "shortened from 9 events, 3 nodes, 2 min and 40 decisions to 2 events, 3 nodes and 2 min, in 85 runs; without any one",
    );
  });

  it("claims no more than it may: a model, and what of it is not CTDB as shipped", () => {
    const body = issueMarkdown(withLock);
    expect(summaryParagraphs(withLock)[0]).toMatch(
      /^This was found in a model of CTDB, and not tried on a real daemon\./,
    );
    expect(body).toContain("- assumed of the environment: **lock-storage-answers**");
    expect(body).toContain("- repaired here (CTDB as shipped does not do this): **own-broadcast-checked**");
    expect(summaryParagraphs(withLock)[1]).not.toContain("ships");
    const inForce = withLock.ledger.inForce.filter(({ kind }) => kind === "environment");
    expect(summaryParagraphs({ ...withLock, ledger: { inForce, dropped: [] } })[1]).toContain(
      " as shipped, and the lock",
    );
  });

  it("leaves out a scenario that no issue could hold", () => {
    const decisions = Array.from({ length: 9_000 }, (_, nth) => [nth, 1] as const);
    const draws = { kind: "listed", decisions: { network: decisions } } as const;
    const body = issueMarkdown({ ...withLock, scenario: { ...withLock.scenario, draws } });
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain("each takes its least value, but for 9000 listed ones");
  });

  it.each(nastyTexts)("is well-formed with %j in it", (hostile) => {
    for (const story of [withLock, withoutLock]) {
      const body = issueMarkdown(nasty(story, hostile));
      checkMermaid(block(body, "mermaid"));
      expect(JSON.parse(block(body, "json").join("\n"))).toMatchObject({ name: hostile });
      const open = body
        .replaceAll(/^(`{3,})\w+\n[\s\S]*?\n\1$/gm, "")
        .replaceAll(/(?<![\\`])(`+)(?!`).*?[^`]\1(?!`)/g, "");
      expect(open.match(/(?<!\\)<(?!!-- -->)[^>]*>/g)).toEqual(["<details>", "<summary>", "</summary>", "</details>"]);
    }
  });
});

describe("the Mermaid diagram", () => {
  it("has arrows to the lock, and none of a lock that there is not", () => {
    const lines = block(issueMarkdown(withLock), "mermaid");
    checkMermaid(lines);
    const taken = /^ {2}n\d->>lock: 00:0\d\.\d{3} takes the cluster lock \(pid \d+, grant 1\)$/;
    expect(lines.filter((line) => taken.test(line))).toHaveLength(1);
    expect(block(issueMarkdown(withoutLock), "mermaid").join("\n")).not.toContain("lock as");
  });
  it("writes what could be syntax as numbers", () => {
    expect(mermaidText('a;b#c "d" END %%{x}')).toBe("a#59;b#35;c #34;d#34; #69;ND #37;#37;#123;x#125;");
  });
  it("of a large cluster shows the nodes that something happens to", () => {
    const lines = block(issueMarkdown({ ...withLock, scenario: { ...withLock.scenario, nodes: 40 } }), "mermaid");
    checkMermaid(lines);
    expect(lines.filter((line) => line.includes("participant n"))).toHaveLength(3);
  });
});

describe("issue.txt", () => {
  it("proposes a subject, starts and ends with the command", () => {
    const lines = issueText(withLock).trimEnd().split("\n");
    expect(lines[0]).toBe("Subject: [cluster-sim] one-lock-holder violated (lock fcntl)");
    expect(lines[2]).toBe(`    ${withLock.verdict.reproduce}`);
    expect(lines.at(-1)).toBe(`    ${withLock.verdict.reproduce}`);
    const taken = /^00:0\d\.\d{3} {2}[| ]*-*>\| {2}takes the cluster lock \(pid \d+, grant 1\)$/;
    expect(lines.filter((line) => taken.test(line))).toHaveLength(1);
    expect(
      lines.filter((line) => /^00:3\d\.\d{3} {2}! {3}! {3}! {3}! {2}one-lock-holder is violated$/.test(line)),
    ).toHaveLength(1);
  });

  it.each(nastyTexts)("is ASCII and at most 72 columns wide with %j in it", (hostile) => {
    for (const line of issueText(nasty(withLock, hostile)).split("\n")) {
      expect(line).toMatch(/^[ -~]*$/);
      expect(line.length, line).toBeLessThanOrEqual(72);
    }
  });

  it("holds the scenario as JSON", () => {
    const lines = jsonLines({ ...withLock.scenario, name: 'ü "x", [y]' }, 72);
    expect(JSON.parse(lines.join("\n"))).toEqual({ ...withLock.scenario, name: 'ü "x", [y]' });
  });

  it("a title fits or is shorter", () => {
    expect(storyTitle(withLock, 200)).toBe(
      "one-lock-holder violated after pause-process, replace-lock-file (lock fcntl)",
    );
    expect(storyTitle(withLock, 30)).toBe("one-lock-holder violated");
  });

  it("a folded command is the same words", () => {
    const command = "npx cluster-sim run --seed 'a b  c' --set a=1 --defect './x'\\''y.mjs'";
    const lines = foldedCommand(command, 30, "  ");
    expect(lines.length).toBeGreaterThan(2);
    expect(
      lines
        .join("\n")
        .replaceAll(/ \\\n */g, " ")
        .trim(),
    ).toBe(command);
  });
});
