import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { properties } from "./properties.ts";

test("the README's tables call each property of its kind", () => {
  const rows = readFileSync(new URL("README.md", import.meta.url), "utf8").matchAll(
    /^\| `([a-z-]+)` \| (safety|liveness) \|/gm,
  );
  const told = [...rows].map(([, name, kind]) => `${name} ${kind}`);
  expect(told.sort()).toEqual(properties.map(({ name, kind }) => `${name} ${kind}`).sort());
});
