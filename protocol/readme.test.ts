import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

test("the example of the README prints what the README says", () => {
  const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
  const [, example = "", printed] = /```js\n(.*?)```\n\nprints\n\n```text\n(.*?)```/s.exec(readme) ?? [];
  const folder = mkdtempSync(join(tmpdir(), "protocol-readme-"));
  const script = join(folder, "example.mjs");
  writeFileSync(script, example.replace("cluster-sim/protocol", new URL("index.ts", import.meta.url).href));
  const result = spawnSync(process.execPath, ["--import", "./tools/run-ts.mjs", script], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  expect(result.stdout + result.stderr).toBe(printed);
});
