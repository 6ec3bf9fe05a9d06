import { type Pnn, UNKNOWN } from "../../words/index.ts";
import type { AddressWords } from "../address/index.ts";
import { type Layout, setOwner } from "./layout.ts";
import type { AllocationArithmetic } from "./request.ts";

const WORDS = 4;

/**
 * How near two addresses are: the equal leading bits of each word, all four summed even after a difference. So it is no
 * common prefix where the difference is not in the last word (facts/ip-nfs.md §0.8, §1.4).
 */
export function addressDistance(one: AddressWords, other: AddressWords): number {
  return (
    Math.clz32(one[0] ^ other[0]) +
    Math.clz32(one[1] ^ other[1]) +
    Math.clz32(one[2] ^ other[2]) +
    Math.clz32(one[3] ^ other[3])
  );
}

/** A sum as CTDB has it: the rest of a division by 2^32, or all of it. */
export function sumIn(arithmetic: AllocationArithmetic): (sum: number) => number {
  return arithmetic === "uint32" ? (sum) => sum >>> 0 : (sum) => sum;
}

/**
 * What every address costs every node: the sum of the squared distances to the other addresses there. Kept exact and
 * brought up to date by each move, which costs one look at each address.
 */
export class Lcp2Costs {
  readonly #layout: Layout;
  /** The words of all addresses, one after another. */
  readonly #words: Int32Array;
  /** By node, then by address. */
  readonly #costs: readonly Float64Array[];
  /** Of each node: the sum of the squared distances of all pairs it has. */
  readonly imbalances: Float64Array;

  constructor(layout: Layout) {
    const { addresses, nodes, owner } = layout;
    this.#layout = layout;
    this.#words = Int32Array.from(addresses.flatMap(({ words }) => words));
    this.#costs = Array.from({ length: nodes }, () => new Float64Array(addresses.length));
    this.imbalances = new Float64Array(nodes);
    for (const [index, pnn] of owner.entries()) {
      if (pnn === UNKNOWN) continue;
      this.imbalances[pnn] = (this.imbalances[pnn] ?? 0) + this.cost(index, pnn);
      this.#shift(index, pnn, 1);
    }
  }

  /** What an address costs a node, whether it is there or not. */
  cost(index: number, pnn: Pnn): number {
    return this.#costs[pnn]?.[index] ?? 0;
  }

  /** Gives an address to a node. */
  move(index: number, to: Pnn): Pnn {
    const from = setOwner(this.#layout, index, to);
    if (from !== UNKNOWN) {
      this.imbalances[from] = (this.imbalances[from] ?? 0) - this.cost(index, from);
      this.#shift(index, from, -1);
    }
    this.imbalances[to] = (this.imbalances[to] ?? 0) + this.cost(index, to);
    this.#shift(index, to, 1);
    return from;
  }

  /** Adds an address to what the others cost a node, or takes it off. */
  #shift(index: number, pnn: Pnn, sign: 1 | -1): void {
    const words = this.#words;
    const costs = this.#costs[pnn] as Float64Array;
    const at = index * WORDS;
    const [one = 0, two = 0, three = 0, four = 0] = words.subarray(at, at + WORDS);
    for (let other = 0, place = 0; other < costs.length; other += 1, place += WORDS) {
      const distance =
        Math.clz32(one ^ (words[place] as number)) +
        Math.clz32(two ^ (words[place + 1] as number)) +
        Math.clz32(three ^ (words[place + 2] as number)) +
        Math.clz32(four ^ (words[place + 3] as number));
      if (other !== index) costs[other] = (costs[other] as number) + sign * distance * distance;
    }
  }
}
