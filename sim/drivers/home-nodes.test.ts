import { describe, expect, it } from "vitest";
import { type PublicAddressSpec, type TakeoverDesign, takeoverDesigns } from "../../model/index.ts";
import { quietCluster, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const designs = Object.keys(takeoverDesigns) as TakeoverDesign[];

/** Two addresses belong to node 2, and one to nobody; by their places in the list 10.0.0.3 to 10.0.0.1 are those of nodes 0 to 2. */
const addresses: readonly PublicAddressSpec[] = [
  { address: "10.0.0.1", home: 1 },
  { address: "10.0.0.2", home: 2 },
  { address: "10.0.0.3", home: 2 },
];

/** Who has each address at a moment, all of them if there are several. */
function servedAt(atS: number, takeover: TakeoverDesign, ipAllocAlgorithm: number): Record<string, number[]> {
  const { events } = watch(
    quietCluster({
      takeover,
      durationUs: 200 * s,
      publicAddresses: addresses,
      set: { ipAllocAlgorithm },
      faults: [
        { kind: "admin", host: 2, atUs: 60 * s, command: "disable" },
        { kind: "admin", host: 2, atUs: 120 * s, command: "enable" },
      ],
    }),
  );
  const served: Record<string, number[]> = {};
  for (const event of events.filter(({ atUs }) => atUs < atS * s)) {
    if (event.type === "address-added") served[event.address] = [...(served[event.address] ?? []), event.host];
    if (event.type === "address-removed")
      served[event.address] = (served[event.address] ?? []).filter((host) => host !== event.host);
  }
  return served;
}

const atHome = { "10.0.0.1": [1], "10.0.0.2": [2], "10.0.0.3": [2] };

describe.each(designs)("addresses that have a home, where runs are made by %s", (takeover) => {
  it("are there, leave it while it is disabled, and come back", () => {
    expect(servedAt(60, takeover, 0)).toEqual(atHome);
    expect(servedAt(120, takeover, 0)).toEqual({ "10.0.0.1": [1], "10.0.0.2": [0], "10.0.0.3": [0] });
    expect(servedAt(200, takeover, 0)).toEqual(atHome);
  });
});

it("homes count for the deterministic algorithm alone", () => {
  for (const algorithm of [1, 2]) expect(servedAt(60, "helper", algorithm)).not.toEqual(atHome);
});
