// Lets Node run the TypeScript sources without a build: node --import ./tools/run-ts.mjs FILE.ts
// Newer versions of Node do so themselves; for older ones types are stripped while a file is loaded.
import { register } from "node:module";

if (!process.features.typescript) register("./strip-types.mjs", import.meta.url);
