import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../words/index.ts";
import { type IpAddress, parseAddress } from "../address/index.ts";
import { type Allocation, type AllocationRequest, addressDistance, allocate, allocationAlgorithms } from "./index.ts";

const NODES = 4;
const pool = [
  ...Array.from({ length: 12 }, (_, index) => `10.0.${index % 3}.${index}`),
  ...Array.from({ length: 6 }, (_, index) => `fd00:${index % 2}::${index}`),
].map((text) => parseAddress(text) as IpAddress);

const addresses = fc.subarray(pool);
const reports = addresses.chain((list) =>
  fc.tuple(
    ...list.map((address) => fc.record({ address: fc.constant(address), pnn: fc.integer({ min: -1, max: NODES }) })),
  ),
);
const requests: fc.Arbitrary<AllocationRequest> = fc.record({
  algorithm: fc.constantFrom(...allocationAlgorithms),
  arithmetic: fc.constantFrom("uint32", "exact"),
  noIpTakeover: fc.boolean(),
  noIpFailback: fc.boolean(),
  forceRebalanceNodes: fc.array(fc.nat(NODES + 1), { maxLength: 2 }),
  homeNodes: fc.array(fc.record({ address: fc.constantFrom(...pool), pnn: fc.nat(NODES) }), { maxLength: 3 }),
  known: fc.array(reports, { minLength: NODES, maxLength: NODES }),
  available: fc.array(addresses, { minLength: NODES, maxLength: NODES }),
});

const lines = ({ assignments }: Allocation) => assignments.map(({ address, pnn }) => `${address.text} ${pnn}`);
const can = (request: AllocationRequest, { text }: IpAddress, pnn: number) =>
  request.available[pnn]?.some((address) => address.text === text) === true;

/** What an address costs a node: the definition, written once more. */
function cost({ assignments }: Allocation, address: IpAddress, pnn: number): number {
  return assignments
    .filter((one) => one.pnn === pnn && one.address.text !== address.text)
    .reduce((sum, one) => sum + addressDistance(one.address.words, address.words) ** 2, 0);
}

function imbalance(allocation: Allocation, pnn: number): number {
  const mine = allocation.assignments.filter((one) => one.pnn === pnn);
  return mine.reduce((sum, { address }) => sum + cost(allocation, address, pnn), 0) / 2;
}

/** Who has what once nodes have lost what they cannot host: the definition, written once more. */
function ownersBefore({ known, available }: AllocationRequest): Map<string, number> {
  const owners = new Map<string, number>();
  for (const [pnn, list] of known.entries())
    for (const { address, pnn: believed } of list) if (believed === pnn) owners.set(address.text, pnn);
  for (const [text, pnn] of owners) if (!available[pnn]?.some((address) => address.text === text)) owners.delete(text);
  return owners;
}

describe("an allocation", () => {
  it("gives an address only to a node that offers it, and to one unless NoIPTakeover or nobody does", () => {
    fc.assert(
      fc.property(requests, (request) => {
        for (const { address, pnn } of allocate(request).assignments) {
          if (pnn !== UNKNOWN) expect(can(request, address, pnn)).toBe(true);
          else if (!request.noIpTakeover)
            expect(request.available.some((_, node) => can(request, address, node))).toBe(false);
        }
      }),
    );
  });

  it("does not depend on the order of a node's reports", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const turned = {
          ...request,
          known: request.known.map((list) => [...list].reverse()),
          available: request.available.map((list) => [...list].reverse()),
        };
        expect(lines(allocate(turned))).toEqual(lines(allocate(request)));
      }),
    );
  });

  it("is retold by its steps", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { assignments, steps } = allocate(request);
        const owners = new Map(assignments.map(({ address }) => [address.text, UNKNOWN]));
        for (const [pnn, list] of request.known.entries())
          for (const { address, pnn: believed } of list) if (believed === pnn) owners.set(address.text, pnn);
        for (const { address, from, to } of steps) {
          expect(owners.get(address.text)).toBe(from);
          owners.set(address.text, to);
        }
        expect([...owners.values()]).toEqual(assignments.map(({ address }) => owners.get(address.text)));
        expect(assignments.every(({ address, pnn }) => owners.get(address.text) === pnn)).toBe(true);
      }),
    );
  });
});

describe("deterministic", () => {
  it("does not depend on who has what now", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const here = { ...request, algorithm: "deterministic" as const };
        const forgotten = { ...here, known: here.known.map((list) => list.map((one) => ({ ...one, pnn: UNKNOWN }))) };
        expect(lines(allocate(forgotten))).toEqual(lines(allocate(here)));
      }),
    );
  });
});

describe("LCP2", () => {
  const exact = requests.map((request): AllocationRequest => ({ ...request, algorithm: "lcp2", arithmetic: "exact" }));

  it("leaves no move to a target of this run that would improve, unless NoIPFailback", () => {
    fc.assert(
      fc.property(exact, (drawn) => {
        const request = { ...drawn, noIpFailback: false, noIpTakeover: false };
        const before = ownersBefore(request);
        const targets = [0, 1, 2, 3].filter(
          (pnn) => ![...before.values()].includes(pnn) || request.forceRebalanceNodes.includes(pnn),
        );
        const done = allocate(request);
        for (const { address, pnn } of done.assignments)
          for (const to of pnn === UNKNOWN ? [] : targets.filter((target) => can(request, address, target))) {
            const costThere = cost(done, address, to);
            const improves =
              imbalance(done, to) + costThere < imbalance(done, pnn) && costThere < cost(done, address, pnn);
            expect(improves).toBe(false);
          }
      }),
    );
  });

  it("moves nothing between nodes that have addresses and keep them, unless forced", () => {
    fc.assert(
      fc.property(exact, (drawn) => {
        const request = { ...drawn, forceRebalanceNodes: [] };
        const before = ownersBefore(request);
        const busy = new Set(before.values());
        for (const { address, pnn } of allocate(request).assignments) {
          const had = before.get(address.text);
          if (had !== undefined && busy.has(pnn)) expect(pnn).toBe(had);
        }
      }),
    );
  });

  it("changes nothing when asked again of its own outcome without targets", () => {
    fc.assert(
      fc.property(exact, (drawn) => {
        // A node offers only what it knows.
        const available = drawn.known.map((list) => list.map(({ address }) => address));
        const request = { ...drawn, available };
        const first = allocate(request);
        const owners = new Map(first.assignments.map(({ address, pnn }) => [address.text, pnn]));
        const known = request.known.map((list) =>
          list.map(({ address }) => ({ address, pnn: owners.get(address.text) ?? UNKNOWN })),
        );
        const again = allocate({ ...request, known, noIpFailback: true });
        expect(lines(again)).toEqual(lines(first));
      }),
    );
  });

  it("has the same sums in 32 bits while they are small", () => {
    fc.assert(
      fc.property(exact, (request) => {
        expect(lines(allocate({ ...request, arithmetic: "uint32" }))).toEqual(lines(allocate(request)));
      }),
    );
  });
});
