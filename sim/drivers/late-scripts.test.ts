import { describe, expect, it } from "vitest";
import type { Fault, Scenario } from "../../model/index.ts";
import { quietCluster, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
/** When the script that hangs goes on: its time has been over for 10 s, and node 0 has the address, again or still. */
const GOES_ON_US = 102 * s;
const asShipped = ["late-scripts-are-killed"];

/** The address of node 0 is to go to node 1 for a while; a 10.interface hangs: what it does to the address later, and who has it then. */
function lateChange(event: "takeip" | "releaseip", changes: Partial<Scenario>): readonly string[] {
  const host = event === "takeip" ? 1 : 0;
  const faults: readonly Fault[] = [
    { kind: "script-hangs", atUs: 59 * s, host, forUs: GOES_ON_US - 59 * s, event, script: "10.interface" },
    { kind: "admin", atUs: 60 * s, host: 0, command: "disable" },
    { kind: "admin", atUs: 85 * s, host: 0, command: "enable" },
    { kind: "admin", atUs: 86 * s, host: 1, command: "disable" },
  ];
  const publicAddresses = [{ address: "10.0.0.1" }];
  const run = { nodes: 2, clockOffsetUs: [0, 0], publicAddresses, durationUs: 120 * s, faults, ...changes };
  const holders = new Set<number>();
  const late: string[] = [];
  for (const seen of watch(quietCluster(run)).events) {
    if (seen.type !== "address-added" && seen.type !== "address-removed") continue;
    if (seen.type === "address-added") holders.add(seen.host);
    else holders.delete(seen.host);
    if (seen.atUs >= GOES_ON_US && late.length === 0) late.push(seen.type, [...holders].sort().join());
  }
  return late.length > 0 ? late : ["nothing", [...holders].sort().join()];
}

describe("a script whose time is over", () => {
  it("is left running as shipped: what it brings is another node's by then, or what it takes away is served", () => {
    expect(lateChange("takeip", { dropped: asShipped })).toEqual(["address-added", "0,1"]);
    expect(lateChange("releaseip", { dropped: asShipped })).toEqual(["address-removed", ""]);
  });

  it.each([{}, { dropped: asShipped, set: { eventDebugProgram: 1 } }])(
    "does nothing more once it is killed: %j",
    (how) => {
      expect(lateChange("takeip", how)).toEqual(["nothing", "0"]);
      expect(lateChange("releaseip", how)).toEqual(["nothing", "0"]);
    },
  );
});
