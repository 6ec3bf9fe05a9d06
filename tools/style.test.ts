import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { type Complaint, sourceComplaints, textComplaints } from "./style-rules.ts";

const folders = /^(model|sim|properties|reports|fixtures|conformance|protocol|cli|acceptance|bench|tools|docs)\//;

const generated = new Set([".git", "node_modules", "dist", "out", "coverage"]);

/** Every file of the project, relative to its root. */
const files = readdirSync(".").flatMap((entry) => {
  if (generated.has(entry)) return [];
  if (!statSync(entry).isDirectory()) return [entry];
  return readdirSync(entry, { recursive: true, encoding: "utf8" }).map((path) => `${entry}/${path}`);
});
const sources = files.filter((file) => folders.test(file) && file.endsWith(".ts") && !file.endsWith(".d.ts"));
const texts = files.filter((file) => /\.(ts|mjs|js|json|grit|md|txt|sh|py|c|cpp|conf)$|^\.ci\//.test(file));

const inWords = ({ file, line, why }: Complaint) => `${file}:${line}: ${why}`;

test("the sources are short, typed and described", () => {
  expect(sources.flatMap((file) => sourceComplaints(file, readFileSync(file, "utf8"))).map(inWords)).toEqual([]);
});

test("no text depends on one machine", () => {
  expect(texts.flatMap((file) => textComplaints(file, readFileSync(file, "utf8"))).map(inWords)).toEqual([]);
});

const line = "  void 0;\n";

test.each([
  ["an undescribed export", "export const x = 1;", "without a doc comment"],
  ["an undescribed interface", "export interface X {}", "without a doc comment"],
  ["any", "const x: any = 1;", "the type any"],
  ["any inside a cast", "const x = y as Map<string, any>;", "the type any"],
  ["a long function", `function x() {\n${line.repeat(69)}}`, "a function of 71 lines"],
  ["a long arrow", `const x = () => {\n${line.repeat(69)}};`, "a function of 71 lines"],
  ["a long file", "\n".repeat(300) + line, "the file has 301 lines"],
])("sees %s", (_name, source, why) => {
  expect(sourceComplaints("model/x.ts", source).map(inWords).join()).toContain(why);
});

test.each([
  ["a described export", "/** One. */\nexport const x = 1;"],
  ["a re-export", 'export { x } from "./y.ts";'],
  ["an implementation behind its overloads", "/** One. */\nexport function x(a: 1): 1;\nexport function x(a: 1) {}"],
  ["a function of just the length", `function x() {\n${line.repeat(68)}}`],
  ["the word any", "// any\nconst any = 1;"],
])("accepts %s", (_name, source) => {
  expect(sourceComplaints("model/x.ts", source)).toEqual([]);
});

test("sees a path of one machine and a registry host, not a path of the cluster", () => {
  expect(textComplaints("x.md", `see /${"root"}/x`).map(inWords)).toEqual(["x.md:1: a path of one machine"]);
  expect(textComplaints("x.md", `from registry.${"npmjs"}.org`).map(inWords)).toEqual(["x.md:1: a registry host"]);
  expect(textComplaints("x.md", "the lock file /clusterfs/ctdb/lock, docs/work/x, out/root/")).toEqual([]);
});
