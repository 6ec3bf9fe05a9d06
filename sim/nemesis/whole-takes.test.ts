import { expect, it } from "vitest";
import type { GraceName } from "../../model/index.ts";
import { drawScenario } from "./draw-scenario.ts";

const options = { nodes: 3, lock: "fcntl", set: {}, databases: 0 } as const;
const seeds = Array.from({ length: 80 }, (_, index) => `whole/${index}`);

/** The scripts of takeip events that are struck, in all runs. */
function struck(grace: GraceName, dropped: readonly string[] = []): ReadonlySet<string> {
  const faults = seeds.flatMap((seed) => drawScenario(seed, { ...options, grace, dropped }).faults);
  return new Set(
    faults.flatMap((fault) =>
      (fault.kind === "script-fails" || fault.kind === "script-hangs") && fault.event === "takeip"
        ? [fault.script]
        : [],
    ),
  );
}

it("lets no takeip event be struck behind 10.interface where it mounts a file system, unless that is dropped", () => {
  expect([...struck("one-mount")]).toEqual(["10.interface"]);
  expect(struck("one-mount", ["takes-come-to-their-end"])).toContain("60.nfs");
  expect(struck("lock-managers")).toContain("60.nfs");
});
