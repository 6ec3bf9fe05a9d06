import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captured } from "./captured-io.ts";

const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-"));
const run = (line: string) => captured(line.split(" "), { cwd });
const databases = [
  { name: "vol0.tdb", kind: "volatile" },
  { name: "pers0.tdb", kind: "persistent" },
];
writeFileSync(join(cwd, "calm.json"), JSON.stringify({ version: 1, nodes: 2, durationUs: 60_000_000, databases }));

describe("inspect", () => {
  it("prints what the tool would, on every node or on one", async () => {
    const { code, err, out } = await run("inspect holder-crashes --at 62s");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.match(/\|Node\|IP\|/g)).toHaveLength(2);
    expect(out).toContain("(the host is off)");
    const one = await run("inspect calm.json leader --at 00:50.000 --node 1");
    expect(one.out).toMatch(/^at 00:50\.000\n\nnode 1 \$ ctdb leader\n[01]\n\nnot modelled: /);
  });

  it("knows the databases of a node", async () => {
    const { out } = await run("inspect calm.json getdbmap --at 50s --json");
    const [first] = (JSON.parse(out) as { nodes: { rows: { Name: string }[] }[] }).nodes;
    expect(first?.rows.map(({ Name }) => Name).sort()).toEqual(["pers0.tdb", "vol0.tdb"]);
  });

  it("repeats a saved run, and a moment at a time is the run's own", async () => {
    await run("run --scenario lock-file-replaced --seed 1 --no-shrink");
    const saved = await run("inspect out/one-lock-holder-1 --at 30s");
    expect(saved).toMatchObject({ code: 0, err: "" });
    expect(saved.out).toBe((await run("inspect lock-file-replaced --at 30s")).out);
  });

  it("looks at a run that holds, if that was kept", async () => {
    const kept = await run("run --seed k --nodes 2 --databases 0 --keep");
    expect(kept).toMatchObject({ code: 0, out: expect.stringContaining("written to out/holds-k") });
    expect(await run("inspect out/holds-k ip --at 30s")).toMatchObject({ code: 0, err: "" });
    expect(await run("run --seed k --nodes 2 --databases 0 --keep --json --out other")).toMatchObject({ code: 0 });
    expect(await run("inspect other/holds-k ip --at 30s")).toMatchObject({ code: 0, err: "" });
  });

  it.each([
    ["inspect out --at 1s", '"out" is no run folder, it has no scenario.json'],
    ["inspect nowhere --at 1s", 'inspect: there is no file "nowhere" and no scenario of that name'],
    ["inspect calm statsu --at 1s", 'inspect: there is no "statsu"; did you mean "status"?'],
    ["inspect calm --at 500s", "--at 08:20.000: the run ends at 02:00.000; give an earlier moment"],
    ["inspect calm --at 99h", "--at 5940:00.000: the run ends at 02:00.000; give an earlier moment"],
    ["inspect calm --at soon", "--at: expected a moment such as 90s or 01:30.250"],
    ["inspect calm --at 1s --node 3", "--node"],
    ["inspect calm", "--at"],
  ])("%s is refused", async (line, sentence) => {
    expect(await run(line)).toMatchObject({ code: 64, out: "", err: expect.stringContaining(sentence) });
  });
});
