import { expect, it } from "vitest";
import { seeded } from "../choices/index.ts";
import { drawHands } from "./by-hand.ts";
import type { DrawOptions } from "./draw-options.ts";
import { drawScenario } from "./draw-scenario.ts";

const timeline = { hurtFromUs: 30_000_000, healAtUs: 90_000_000, durationUs: 200_000_000 };
const addresses = ["10.0.0.1", "10.0.0.2", "10.0.0.3"];
const seeds = Array.from({ length: 200 }, (_, index) => `h/${index}`);
const drawn = seeds.map((seed) => drawHands(seeded(seed), 3, addresses, timeline)).filter(({ length }) => length > 0);

it("has addresses come and go in one run of four, mostly go", () => {
  expect(drawn.length).toBeGreaterThan(30);
  expect(drawn.length).toBeLessThan(75);
  const commands = drawn.flat().flatMap((fault) => (fault.kind === "ip-command" ? [fault.command] : []));
  const count = (command: string) => commands.filter((one) => one === command).length;
  expect(count("flush")).toBeGreaterThan(10);
  expect(count("del")).toBeGreaterThan(10);
  expect(count("add")).toBeGreaterThan(10);
});

it("gives a host all addresses, and has another one give up its own before anybody looks", () => {
  const together = drawn.filter((faults) => faults.some(({ kind }) => kind === "admin"));
  expect(together.length).toBeGreaterThan(5);
  for (const faults of together) {
    const disabled = faults.find((one) => one.kind === "admin" && one.command === "disable");
    const given = faults.filter(
      ({ kind, atUs, on }) =>
        kind === "ip-command" &&
        on === undefined &&
        atUs > (disabled?.atUs ?? 0) - 2_000_000 &&
        atUs <= (disabled?.atUs ?? 0),
    );
    expect(given.length).toBeGreaterThanOrEqual(addresses.length);
  }
});

it("is drawn where addresses are reloaded, unless it is said which kinds of fault there are", () => {
  const options = { nodes: 3, lock: "fcntl", set: {}, dropped: [], databases: 0 } as const;
  const count = (asked: Partial<DrawOptions>) =>
    seeds
      .slice(0, 60)
      .filter((seed) => drawScenario(seed, { ...options, ...asked }).faults.some(({ kind }) => kind === "ip-command"))
      .length;
  expect(count({ reload: "child" })).toBeGreaterThan(7);
  expect(count({})).toBe(0);
  expect(count({ reload: "child", faults: ["partition"] })).toBe(0);
  expect(count({ faults: ["ip-command"] })).toBe(60);
});
