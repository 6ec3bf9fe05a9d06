import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

test("a TypeScript file runs without a build, and so do the files it imports", () => {
  mkdirSync("out", { recursive: true });
  const folder = mkdtempSync(resolve("out/run-ts-"));
  try {
    writeFileSync(`${folder}/b.ts`, "export const twice = (x: number): number => 2 * x;\n");
    writeFileSync(`${folder}/a.ts`, 'import { twice } from "./b.ts";\nconsole.log(twice(21) satisfies number);\n');
    const { stdout } = spawnSync(process.execPath, ["--import", "./tools/run-ts.mjs", `${folder}/a.ts`], {
      encoding: "utf8",
    });
    expect(stdout).toBe("42\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
