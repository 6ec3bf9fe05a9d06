import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pageAssets } from "../../tools/page-assets.ts";
import { pageScript, pageScriptHash, pageStyle, pageStyleHash } from "./page-assets.ts";

test("script and style of the report page are what their sources say: npm run page", () => {
  expect(readFileSync("reports/html/page-assets.ts", "utf8")).toBe(pageAssets());
});

test("a page can hold them, and its policy knows them", () => {
  const hash = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
  expect([pageScriptHash, pageStyleHash]).toEqual([hash(pageScript), hash(pageStyle)]);
  expect(pageScript).not.toMatch(/<\/script|<!--/i);
  expect(pageStyle).not.toMatch(/<\/style|@import|url\(/i);
  expect(pageScript).not.toMatch(/^(import|export) /m);
  expect(() => new Function(pageScript)).not.toThrow();
});
