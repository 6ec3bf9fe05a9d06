import { expect, it } from "vitest";
import type { GraceName } from "../../model/index.ts";
import { drawScenario } from "./draw-scenario.ts";

const options = { nodes: 3, lock: "fcntl", set: {}, databases: 0 } as const;
const seeds = Array.from({ length: 80 }, (_, index) => `whole/${index}`);

/** The scripts of takeip events that are struck, in all runs. */
function struck(grace: GraceName | undefined, dropped: readonly string[] = []): ReadonlySet<string> {
  const faults = seeds.flatMap(
    (seed) => drawScenario(seed, { ...options, ...(grace === undefined ? {} : { grace }), dropped }).faults,
  );
  return new Set(
    faults.flatMap((fault) =>
      (fault.kind === "script-fails" || fault.kind === "script-hangs") && fault.event === "takeip"
        ? [fault.script]
        : [],
    ),
  );
}

it.each(["one-mount", "fs-hold-coordinated", "clustered-epochs"] as const)(
  "lets no takeip event be struck behind 10.interface with %s, unless that is dropped",
  (grace) => {
    expect([...struck(grace)]).toEqual(["10.interface"]);
    expect(struck(grace, ["takes-come-to-their-end"])).toContain("60.nfs");
  },
);

it("strikes them where there are no servers of NFS", () => {
  expect(struck(undefined)).toContain("60.nfs");
});
