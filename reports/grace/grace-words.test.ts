import { expect, test } from "vitest";
import { page } from "../paint.ts";
import { type GraceRun, graceCell, type TalliedCell } from "./grace-cell.ts";
import { graceHtml } from "./grace-html.ts";
import { graceText } from "./grace-text.ts";
import { cellHead, cellLegend, overBudget, stateOf } from "./grace-words.ts";

const quiet: GraceRun = { seed: "s/1", loud: false, silent: false, healthy: false, windowUs: 0, blockedUs: 0 };
const cell = (client: "prompt" | "slow", smb: boolean, run: Partial<GraceRun>): TalliedCell =>
  graceCell({ grace: "none", failure: "hang", client, smb }, [quiet, { ...quiet, ...run }]);
const closed = cell("prompt", false, {});
const unused = cell("prompt", true, { windowUs: 2_000_000 });
const open = cell("slow", false, { windowUs: 1_000_000, silent: true });
const cells = [closed, unused, open];
const comparison = { seed: "s", version: "1", reproduce: "again", cells, budgetUs: 0, budgetBroken: true };

test("a window through which nobody came is no closed one", () => {
  expect(cells.map(stateOf)).toEqual(["closed", "unused", "open"]);
  const ends = graceText(comparison, page)
    .split("\n")
    .flatMap((line) => /^ {2}hang +(?:prompt|slow) .* {2}(\w.*)$/.exec(line)?.[1] ?? []);
  expect(ends).toEqual(["closed", "unused", "open (run 1)"]);
  expect(graceHtml(comparison).match(/<td[^>]*>(?:closed|unused|open[^<]*)<\/td>/g)).toEqual([
    '<td class="good">closed</td>',
    "<td>unused</td>",
    '<td class="bad">open: run s/1</td>',
  ]);
});

test("only of open cells there are stories", () => {
  expect(graceText({ ...comparison, cells: [closed, unused] }, page)).not.toContain("stories");
  expect(graceText(comparison, page)).toContain("stories of the open cells: give --out DIR");
});

test("who breaks a budget is counted, and the widest named", () => {
  expect(overBudget(cells, 0)).toBe("2 of 3 cells are over it, the widest with 2 s: none, hang, prompt, with smbd");
  expect(overBudget([closed, open], 0)).toBe(
    "1 of 2 cells is over it, the widest with 1 s: none, hang, slow, without others",
  );
  expect(overBudget(cells, 2_000_000)).toBeUndefined();
});

test("every word of the table is told, in the page as in the terminal", () => {
  const told = cellLegend.map(([name]) => name);
  const columns = cellHead.filter((name) => !["failure", "client", "p95", "p99", "max"].includes(name));
  expect(told).toEqual(
    expect.arrayContaining([
      ...columns.map((name) => name.replace(" p50", "")),
      ...["crash", "graceful", "hang", "prompt", "slow", "open", "unused", "closed"],
    ]),
  );
  const [text, html] = [graceText(comparison, { ...page, columns: 200 }), graceHtml(comparison)];
  for (const [name, meaning] of cellLegend) {
    expect(text).toContain(`\n  ${name.padEnd(8)}  ${meaning}\n`);
    expect(html).toContain(`<tr><th>${name}</th><td>${meaning.replaceAll("'", "&#39;")}</td></tr>`);
  }
});
