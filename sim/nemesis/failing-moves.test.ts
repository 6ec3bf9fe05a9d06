import { expect, it } from "vitest";
import { scriptsOf } from "../../model/index.ts";
import { seeded } from "../choices/index.ts";
import type { DrawOptions } from "./draw-options.ts";
import { drawScenario } from "./draw-scenario.ts";
import { drawFailingMoves } from "./failing-moves.ts";

const timeline = { hurtFromUs: 30_000_000, healAtUs: 90_000_000, durationUs: 200_000_000 };
const seeds = Array.from({ length: 200 }, (_, index) => `f/${index}`);
const drawn = seeds.map((seed) => drawFailingMoves(seeded(seed), 3, timeline)).filter(({ length }) => length > 0);

it("has scripts of a node fail or hang while an address leaves it, or comes to it from another", () => {
  const kinds = new Set<string>();
  for (const faults of drawn) {
    const [script, disable, enable] = faults;
    if (script?.kind !== "script-fails" && script?.kind !== "script-hangs") throw new Error("no script");
    if (disable?.kind !== "admin" || enable?.kind !== "admin") throw new Error("no command");
    expect(scriptsOf(script.event)).toContain(script.script);
    expect([disable.command, enable.command]).toEqual(["disable", "enable"]);
    expect(disable.host).toBe(enable.host);
    expect(script.event === "releaseip").toBe(disable.host === script.host);
    expect(disable.atUs).toBeGreaterThan(script.atUs);
    expect(disable.atUs).toBeLessThan(script.atUs + script.forUs);
    kinds.add(`${script.kind} ${script.event}`);
  }
  expect(kinds.size).toBe(4);
  expect(drawn.length).toBeGreaterThan(40);
  expect(drawn.length).toBeLessThan(100);
});

it("is drawn unless it is said which kinds of fault there are", () => {
  const options = { nodes: 3, lock: "fcntl", set: {}, dropped: [], databases: 0 } as const;
  const count = (asked: Pick<DrawOptions, "faults">) =>
    seeds.slice(0, 60).filter((seed) => {
      const [script] = drawFailingMoves(seeded(`${seed}/failing-moves`), 3, timeline);
      const { faults } = drawScenario(seed, { ...options, ...asked });
      return (
        script !== undefined &&
        faults.some(
          (one) => one.kind === script.kind && "forUs" in one && "forUs" in script && one.forUs === script.forUs,
        )
      );
    }).length;
  expect(count({ faults: ["partition"] })).toBe(0);
  expect(count({})).toBeGreaterThan(9);
});
