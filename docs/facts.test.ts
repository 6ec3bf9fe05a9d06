import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** A line of a file that may cite the facts. */
interface Line {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

const root = new URL("..", import.meta.url);
const pages = ["leadership", "recovery", "ip-nfs", "real-ctdb"];

/** A page, a section or the ends of a range of them, an id or the ends of a range of them. */
const token =
  /(?<folder>facts\/)?(?<page>[a-z][a-z-]*)(?:(?<md>\.md)|(?= §))|§ ?(?<from>\d+(?:\.\d+)?)(?:-§?(?<to>\d+\.\d+))?|(?<![-\w#])(?<id>[FHOPT]\d{1,2}[a-c]?)(?:-(?<last>[FHOPT]\d{1,2}))?(?!\w)/gu;

/** What can be looked up: `leadership §6.5`, `F8`. */
const anchors = new Set<string>(pages.flatMap(anchorsOf));

function anchorsOf(page: string): string[] {
  const text = readFileSync(new URL(`docs/facts/${page}.md`, root), "utf8");
  const found = [...text.matchAll(/^(?:##+|\|) (§\d+(?:\.\d+)?|[FHOPT]\d{1,2}[a-c]?)(?= )/gmu)].map(
    ([, at = ""]) => at,
  );
  // T10 is there when T10a is.
  const here = found.flatMap((at) => (at.startsWith("§") ? [`${page} ${at}`] : [at, at.replace(/[a-c]$/u, "")]));
  return [`${page}.md`, ...here];
}

/** The page that a token names; "" for a document that is none of the facts, undefined for no document. */
function pageOf({ folder, page, md }: Record<string, string | undefined>): string | undefined {
  if (page !== undefined && (folder !== undefined || pages.includes(page))) return page;
  return md === undefined ? undefined : "";
}

/** What one line cites. A section without a page is one of leadership's, as in the tables of `model` and `properties`. */
function citationsOf(text: string): string[] {
  let current = "leadership";
  return [...text.matchAll(token)].flatMap(({ groups = {} }) => {
    const page = pageOf(groups);
    current = page ?? current;
    if (page !== undefined) return page === "" ? [] : [`${page}.md`];
    // Sections of other documents are their own affair.
    const sections = current === "" ? [] : [groups["from"], groups["to"]].map((at) => at && `${current} §${at}`);
    return [...sections, groups["id"], groups["last"]].filter((cited) => cited !== undefined);
  });
}

/** Where docs/facts has nothing to look up. */
function unresolved(lines: readonly Line[]): string[] {
  return lines.flatMap(({ file, number, text }) =>
    citationsOf(text)
      .filter((cited) => !anchors.has(cited))
      .map((cited) => `${file}:${number} cites ${cited}, which docs/facts does not have`),
  );
}

/** Every line of the repository's own files that names a section, a page of the facts, a `fact` or a `source`. */
function citingLines(): Line[] {
  const what = '§ ?[0-9]|facts/[a-z-]+[.]md|(fact|source|SOURCE)"?( =|:) *["\'`]';
  const where = ["*.ts", "*.mjs", "*.json", "*.md", ":!docs/facts", ":!docs/facts.test.ts"];
  const found = execFileSync("git", ["grep", "-nIE", what, "--", ...where], { cwd: root, encoding: "utf8" });
  return found.split("\n").flatMap((line) => {
    const [, file, number, text] = /^([^:]+):(\d+):(.*)$/u.exec(line) ?? [];
    return file === undefined || text === undefined ? [] : [{ file, number: Number(number), text }];
  });
}

describe("the facts", () => {
  it("hold every section and every id that is cited", () => {
    const lines = citingLines();
    expect(lines.flatMap(({ text }) => citationsOf(text)).length).toBeGreaterThan(400);
    expect(unresolved(lines)).toEqual([]);
  });

  it.each([
    ["facts/leadership.md §6.5 H3, H13", []],
    ["facts/leadership.md §4.1-§4.5; F1, T8a, T10-T12, O3-O7", []],
    ["| `prepare` | §6.4: freed before (F3) |", []],
    ["facts §0.8, recovery.md §2.3 step 7, real-ctdb §2, docs/other.md §99, ZOO-T99, g++ -O2", []],
    ["facts/leadership.md §99.1", ["leadership §99.1"]],
    ["facts/leadership.md §4.6-§4.8", ["leadership §4.8"]],
    ["facts/recovery.md §7.5, leadership.md §7.5", ["recovery §7.5"]],
    ["facts/locks.md §2", ["locks.md", "locks §2"]],
    ['fact: "F11, F12",', ["F12"]],
    ["T21-T23", ["T23"]],
  ])("%j cites what is missing: %j", (text, missing) => {
    const expected = missing.map((cited) => `a.ts:7 cites ${cited}, which docs/facts does not have`);
    expect(unresolved([{ file: "a.ts", number: 7, text }])).toEqual(expected);
  });
});
