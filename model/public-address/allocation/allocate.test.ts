import { describe, expect, it } from "vitest";
import { type IpAddress, parseAddress } from "../address/index.ts";
import { type AllocationRequest, addressDistance, allocate, offersAddresses, parseHomeNodes } from "./index.ts";

const ip = (text: string) => parseAddress(text) as IpAddress;

/** A node's view: `10.0.0.1=0` is believed on node 0, `10.0.0.1` on none. */
const view = (text: string) =>
  text.split(" ").flatMap((word) => {
    const [address = "", pnn = "-1"] = word.split("=");
    return address === "" ? [] : [{ address: ip(address), pnn: Number(pnn) }];
  });

/** What comes of each node's view, if what a node knows is available there unless said otherwise. */
function outcome(views: readonly string[], changes: Partial<AllocationRequest> = {}, available = views): string {
  const request: AllocationRequest = {
    algorithm: "lcp2",
    arithmetic: "uint32",
    noIpTakeover: false,
    noIpFailback: false,
    forceRebalanceNodes: [],
    homeNodes: [],
    known: views.map(view),
    available: available.map((text) => view(text).map(({ address }) => address)),
    ...changes,
  };
  return allocate(request)
    .assignments.map(({ address, pnn }) => `${address.text}=${pnn}`)
    .join(" ");
}

describe("the merged list", () => {
  it("has each address once, the greatest key first, whatever the version", () => {
    expect(outcome(["10.0.0.2 10.0.0.10 fd00::1", "9.9.9.9 10.0.0.2"], { noIpTakeover: true })).toBe(
      "fd00::1=-1 10.0.0.10=-1 10.0.0.2=-1 9.9.9.9=-1",
    );
  });

  it("believes a node only about itself", () => {
    expect(outcome(["10.0.0.1=1", "10.0.0.1=0"], { noIpTakeover: true })).toBe("10.0.0.1=-1");
    expect(outcome(["10.0.0.1=1", "10.0.0.1=1"], { noIpTakeover: true })).toBe("10.0.0.1=1");
  });

  it("gives what several claim to the highest of them", () => {
    expect(outcome(["10.0.0.1=0", "10.0.0.1=1", "10.0.0.1=0"], { noIpTakeover: true })).toBe("10.0.0.1=1");
  });

  it("keeps a claim that the same node's other line does not repeat", () => {
    expect(outcome(["10.0.0.1=0 10.0.0.1=1", ""], { noIpTakeover: true })).toBe("10.0.0.1=0");
  });

  it("takes a.b.c.d and ::a.b.c.d for one, named as reported last, and asks for that one", () => {
    expect(outcome(["10.0.0.1=0", "::10.0.0.1"], {}, ["10.0.0.1", ""])).toBe("::10.0.0.1=-1");
    expect(outcome(["10.0.0.1=0", "::10.0.0.1"], {}, ["", "::10.0.0.1"])).toBe("::10.0.0.1=1");
  });

  it("knows nothing of addresses that are only available, and is empty without nodes", () => {
    expect(outcome(["10.0.0.1", ""], {}, ["", "10.0.0.1 10.0.0.2"])).toBe("10.0.0.1=1");
    expect(outcome([])).toBe("");
  });
});

describe("what all algorithms share", () => {
  it.each(["deterministic", "nondeterministic", "lcp2"] as const)(
    "%s: NoIPTakeover gives nothing away",
    (algorithm) => {
      const set = { algorithm, noIpTakeover: true };
      expect(outcome(["10.0.0.1", "10.0.0.1"], set, ["", "10.0.0.1"])).toBe("10.0.0.1=-1");
    },
  );

  it("NoIPTakeover takes from nodes what they cannot host", () => {
    expect(outcome(["10.0.0.1=0", "10.0.0.2=1"], { noIpTakeover: true }, ["", "10.0.0.1 10.0.0.2"])).toBe(
      "10.0.0.2=1 10.0.0.1=-1",
    );
  });

  it.each<[number, number, boolean]>([
    [0, 5, true],
    [0, 4, false],
    [0, 6, false],
    [1, 5, false],
    [2, 5, false],
    [4, 5, false],
    [8, 5, false],
    [16, 5, false],
    [32, 5, false],
    [0x40, 5, true],
  ])("a node of flags %i in run state %i offers addresses: %s", (flags, runState, offers) => {
    expect(offersAddresses(flags, runState)).toBe(offers);
  });
});

describe("deterministic", () => {
  const algorithm = "deterministic";
  const all = "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4";

  it("goes by the place in the list, whoever had it, and NoIPFailback changes nothing", () => {
    const taken = all.replaceAll(/ |$/g, (end) => `=1${end}`);
    for (const noIpFailback of [false, true])
      expect(outcome([all, taken, all], { algorithm, noIpFailback })).toBe(
        "10.0.0.4=0 10.0.0.3=1 10.0.0.2=2 10.0.0.1=0",
      );
  });

  it("counts deleted nodes, and gives what cannot be there to who has the fewest", () => {
    expect(outcome([all, "", all], { algorithm })).toBe("10.0.0.4=0 10.0.0.3=2 10.0.0.2=2 10.0.0.1=0");
  });

  it("has homes for addresses; those of nodes that are not there count for nothing, the first of two counts", () => {
    const homeNodes = [
      { address: ip("10.0.0.4"), pnn: 2 },
      { address: ip("10.0.0.4"), pnn: 1 },
      { address: ip("10.0.0.3"), pnn: 3 },
    ];
    expect(outcome([all, all, all], { algorithm, homeNodes })).toBe("10.0.0.4=2 10.0.0.3=1 10.0.0.2=2 10.0.0.1=0");
  });

  it.each([
    ["10.0.0.1 1\n\n10.0.0.2\n  10.0.0.3\t0 more", 2],
    ["10.0.0.1 1\n# no comment\n", 0],
    ["10.0.0.1 1\n10.0.0.2 -1\n", 0],
    ["10.0.0.1 1\n10.0.0 1\n", 0],
    ["", 0],
  ])("of the file %j %i lines count", (text, count) => {
    expect(parseHomeNodes(text, parseAddress).homeNodes).toHaveLength(count);
  });
});

describe("nondeterministic", () => {
  const algorithm = "nondeterministic";
  const five = "10.0.0.1=0 10.0.0.2=0 10.0.0.3=0 10.0.0.4=0 10.0.0.5=0";

  it("evens numbers out by the first of the list, unless NoIPFailback", () => {
    expect(outcome([five, five], { algorithm })).toBe("10.0.0.5=1 10.0.0.4=1 10.0.0.3=0 10.0.0.2=0 10.0.0.1=0");
    expect(outcome([five, five], { algorithm, noIpFailback: true })).toBe(five.split(" ").reverse().join(" "));
  });

  it("tries in vain to move the first where only others could be moved", () => {
    expect(outcome([five, "10.0.0.1"], { algorithm })).toBe(five.split(" ").reverse().join(" "));
  });
});

describe("LCP2", () => {
  it.each([
    ["10.0.0.1", "10.0.0.1", 128],
    ["10.0.0.1", "10.0.0.0", 127],
    ["10.0.0.1", "138.0.0.1", 96],
    // A difference in the first word does not hide that the others are equal.
    ["fd00::1", "7d00::1", 96],
    ["fd00:0:0:1::", "fd00:0:0:2::", 126],
    ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::", 0],
  ])("%s and %s are %i near", (one, other, distance) => {
    expect(addressDistance(ip(one).words, ip(other).words)).toBe(distance);
    expect(addressDistance(ip(other).words, ip(one).words)).toBe(distance);
  });

  it("gives the cheapest pair first, and neighbours to different nodes", () => {
    const three = "10.0.0.1 10.0.0.2 10.0.1.1";
    expect(outcome([three, three])).toBe("10.0.1.1=0 10.0.0.2=1 10.0.0.1=0");
  });

  it("by all four words: by the common prefix alone both would cost node 0 and node 1 the same", () => {
    // To fd00::1 of node 0: 0 + 3 * 32 or less. To 1::1:1 of node 1: the same first word, other last one.
    const known = "fd00::1=0 1::2=1 8000::1";
    expect(outcome([known, known])).toBe("fd00::1=0 8000::1=1 1::2=1");
  });

  it("moves only to nodes that have nothing, or are forced", () => {
    const four = "10.0.0.1=0 10.0.0.2=0 10.0.0.3=0 10.0.0.4=1";
    expect(outcome([four, four])).toBe("10.0.0.4=1 10.0.0.3=0 10.0.0.2=0 10.0.0.1=0");
    expect(outcome([four, four, four])).toBe("10.0.0.4=1 10.0.0.3=2 10.0.0.2=0 10.0.0.1=0");
    expect(outcome([four, four], { forceRebalanceNodes: [1, 7] })).toBe("10.0.0.4=1 10.0.0.3=1 10.0.0.2=0 10.0.0.1=0");
    expect(outcome([four, four, four], { noIpFailback: true })).toBe("10.0.0.4=1 10.0.0.3=0 10.0.0.2=0 10.0.0.1=0");
  });

  it("does not move what costs the target more than it costs the source", () => {
    // On node 0 only far neighbours, many of them; on node 1 one that is near to all.
    const known = "10.0.0.1=0 74.0.0.1=0 138.0.0.1=0 10.0.0.0=1 74.0.0.0=1";
    const before = known.split(" ").sort().reverse();
    const after = outcome([known, "10.0.0.1 10.0.0.0=1 74.0.0.0=1"], { forceRebalanceNodes: [1] });
    expect(after.split(" ").sort().reverse()).toEqual(before);
  });

  it("does not move to a node that would be as imbalanced as the source was", () => {
    const known = "10.0.0.1=0 10.0.0.2=0 10.0.4.1=1 10.0.4.2=1";
    expect(
      outcome([known, known], { forceRebalanceNodes: [0, 1] })
        .split(" ")
        .sort(),
    ).toEqual(known.split(" ").sort());
  });
});

describe("sums of 32 bits", () => {
  // CTDB's own functions, compiled by themselves, come to the same 782.
  const many = Array.from({ length: 900 }, (_, index) => `10.0.${Math.floor(index / 200)}.${index % 200}=0`).join(" ");
  const counts = (arithmetic: AllocationRequest["arithmetic"]) => {
    const owners = outcome([many, many, many, many, many], { arithmetic })
      .split(" ")
      .map((entry) => entry.split("=")[1]);
    return [0, 1, 2, 3, 4].map((pnn) => owners.filter((owner) => owner === String(pnn)).length);
  };

  it("wrap, so that moving ends too early, as CTDB's does; exact ones do not", () => {
    expect(counts("exact")).toEqual([180, 180, 180, 180, 180]);
    expect(counts("uint32")).toEqual([782, 30, 30, 29, 29]);
  });
});
