import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { schemaFiles } from "./schema-files.ts";

it.each(schemaFiles())("$name is what the loader takes (else run docs/write-schemas.ts)", ({ place, text }) => {
  expect(JSON.parse(readFileSync(place, "utf8"))).toEqual(JSON.parse(text));
});
