// Writes the published schemas anew: node --import ./tools/run-ts.mjs docs/write-schemas.ts
import { writeFileSync } from "node:fs";
import { schemaFiles } from "./schema-files.ts";

for (const { place, text } of schemaFiles()) writeFileSync(place, text);
