/**
 * What an allocation costs: 100, 1,000 and 5,000 addresses on 4 and 32 nodes, by each algorithm, from three beginnings:
 * nobody has any; one node has all and the others come back; one node is lost. CPU time, and by how much it grows from one
 * size to the next, as a power of the number of addresses.
 * `npx tsc -p bench/tsconfig.json && node out/bench/bench/allocation.bench.js [rounds]`
 */
import {
  type AllocationAlgorithm,
  allocate,
  allocationAlgorithms,
  type IpAddress,
  parseAddress,
} from "../model/index.ts";
import { cpuSeconds, median, row } from "./measure.ts";

const SIZES = [100, 1_000, 5_000];
const NODES = [4, 32];
const SUBNET = 200;

const beginnings = {
  "nobody has any": { owner: () => -1, isUp: () => true },
  "all on one, the others come back": { owner: () => 0, isUp: () => true },
  "spread, one node is lost": {
    owner: (index: number, nodes: number) => index % nodes,
    isUp: (pnn: number) => pnn > 0,
  },
};

function addresses(count: number): IpAddress[] {
  return Array.from({ length: count }, (_, index) => {
    const address = parseAddress(`10.0.${Math.floor(index / SUBNET)}.${index % SUBNET}`);
    if (address === undefined) throw new Error(`no address: ${index}`);
    return address;
  });
}

/** CPU milliseconds of one allocation, the making of its input left out; exact sums, as wrapped ones may end early. */
function measured(count: number, nodes: number, algorithm: AllocationAlgorithm, name: keyof typeof beginnings): number {
  const { owner, isUp } = beginnings[name];
  const all = addresses(count);
  const known = Array.from({ length: nodes }, () =>
    all.map((address, index) => ({ address, pnn: owner(index, nodes) })),
  );
  const request = {
    algorithm,
    arithmetic: "exact" as const,
    noIpTakeover: false,
    noIpFailback: false,
    forceRebalanceNodes: [],
    homeNodes: [],
    known,
    available: known.map((_, pnn) => (isUp(pnn) ? all : [])),
  };
  const start = cpuSeconds();
  allocate(request);
  return (cpuSeconds() - start) * 1_000;
}

const rounds = Number(process.argv[2] ?? 3);
row("algorithm", "beginning", "nodes", ...SIZES.map((size) => `${size} addresses, ms`), "growth");
for (const algorithm of allocationAlgorithms)
  for (const name of Object.keys(beginnings) as (keyof typeof beginnings)[])
    for (const nodes of NODES) {
      for (let warm = 0; warm < 3; warm += 1) measured(SIZES[0] ?? 0, nodes, algorithm, name);
      const times = SIZES.map((size) =>
        median(Array.from({ length: rounds }, () => measured(size, nodes, algorithm, name))),
      );
      const [, before = 0, last = 0] = times;
      const power = Math.log(last / before) / Math.log((SIZES[2] ?? 1) / (SIZES[1] ?? 1));
      row(algorithm, name, nodes, ...times.map((ms) => ms.toFixed(ms < 10 ? 1 : 0)), power.toFixed(1));
    }
