import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captured } from "./captured-io.ts";

const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-"));
const run = (line: string) => captured(line.split(" "), { cwd });

describe("explain", () => {
  it("tries a failing run again from its moments, keeps the curve and shows it in the reports", async () => {
    await run("run --seed strategies/21 --defect zoo-e18 --lock fcntl");
    const folder = "out/every-ban-has-a-cause-strategies+21/shrunk";
    const first = await run(`explain ${folder} --points 4 --tries 3`);
    expect(first).toMatchObject({ code: 0, err: "", out: expect.stringContaining("of") });
    const kept = readFileSync(join(cwd, folder, "likelihood.json"), "utf8");
    const likelihood = JSON.parse(kept) as { property: string; points: { runs: number; failed: number }[] };
    expect(likelihood.property).toBe("every-ban-has-a-cause");
    expect(likelihood.points.at(-1)).toMatchObject({ runs: 3, failed: 3 });
    expect(readFileSync(join(cwd, folder, "report.html"), "utf8")).toContain("failedWithoutFaults");
    const again = await run(`explain ${folder} --points 4 --tries 3 --json`);
    expect(JSON.parse(again.out)).toEqual(likelihood);
    expect(await run(`explain ${folder} --property no-such`)).toMatchObject({ code: 64 });
  });

  it.each([
    ["explain nowhere", "nowhere"],
    ["explain nowhere --points 1", "--points"],
    ["explain nowhere --tries x", "--tries"],
  ])("%s is refused", async (line, word) => {
    expect(await run(line)).toMatchObject({ code: 64, err: expect.stringContaining(word) });
  });
});
