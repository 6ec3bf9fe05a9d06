import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { toMermaid } from "../chart/index.ts";
import { versions } from "../versions/index.ts";
import { charts } from "./charts.ts";

/** Every chart by its id; one that a version of CTDB has instead by that version and its id. */
const drawable = {
  ...charts,
  ...Object.fromEntries(
    Object.entries(versions).flatMap(([version, of]) => of.charts.map((chart) => [`${version}/${chart.id}`, chart])),
  ),
};

const model = fileURLToPath(new URL("../", import.meta.url));
const BLOCK = /<!-- diagram: ([\w./-]+) -->\n(?:[\s\S]*?)<!-- \/diagram -->/g;

/** What each README says. Set UPDATE_DIAGRAMS to have its diagrams written anew. */
const readmes = readdirSync(model, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => {
    const path = `${model}${name}/README.md`;
    const text = readIfThere(path);
    return text.includes("<!-- diagram:") ? [{ name, path, text }] : [];
  });

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function withDiagrams(text: string): string {
  return text.replaceAll(BLOCK, (_block, id: string) => {
    const chart = drawable[id];
    if (chart === undefined) throw new Error(`there is no chart "${id}" to draw`);
    return `<!-- diagram: ${id} -->\n\`\`\`mermaid\n${toMermaid(chart)}\`\`\`\n<!-- /diagram -->`;
  });
}

describe.each(readmes)("model/$name/README.md", ({ path, text }) => {
  it("draws its charts as they are (write them anew with UPDATE_DIAGRAMS=1)", () => {
    const drawn = withDiagrams(text);
    if (process.env["UPDATE_DIAGRAMS"] !== undefined) writeFileSync(path, drawn);
    else expect(text).toBe(drawn);
  });

  it("has a row for every step of its procedures, with the fact it models", () => {
    const ids = [...text.matchAll(BLOCK)].map(([, id]) => id ?? "");
    const steps = ids.flatMap((id) => drawable[id]?.steps?.map(({ name }) => name) ?? []);
    const rows = text.split("\n").filter((line) => line.startsWith("| `"));
    expect(steps.filter((name) => !rows.some((row) => (row.split("|")[1] ?? "").includes(`\`${name}\``)))).toEqual([]);
  });
});

it("every chart is drawn in one README", () => {
  const drawn = readmes.flatMap(({ text }) => [...text.matchAll(BLOCK)].map(([, id]) => id));
  expect(drawn.sort()).toEqual(Object.keys(drawable).sort());
});
