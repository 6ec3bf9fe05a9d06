import { type Pnn, UNKNOWN } from "../../words/index.ts";
import { compareKeys, type IpAddress } from "../address/index.ts";
import type { Layout } from "./layout.ts";
import type { AllocationRequest } from "./request.ts";

/** An address in the merged list, and who claims it. */
interface Merged {
  readonly address: IpAddress;
  readonly owner: Pnn;
}

/**
 * One list of what all nodes report (facts/ip-nfs.md §1.4): a node is believed what it says about itself only, and of
 * several that claim an address the highest number has it. Addresses with equal keys are one entry, under the text that
 * was reported last.
 */
export function mergedLayout(request: AllocationRequest): Layout {
  const list = mergedList(request.known);
  const hosts = hostsOf(request, list);
  const counts = new Array<number>(request.known.length).fill(0);
  for (const { owner } of list) if (owner !== UNKNOWN) counts[owner] = (counts[owner] ?? 0) + 1;
  return {
    addresses: list.map(({ address }) => address),
    nodes: request.known.length,
    owner: list.map(({ owner }) => owner),
    hosts,
    takers: request.noIpTakeover ? hosts.map(() => []) : hosts,
    counts,
    steps: [],
  };
}

function mergedList(known: AllocationRequest["known"]): Merged[] {
  const merged = new Map<string, Merged>();
  for (const [pnn, reports] of known.entries())
    for (const { address, pnn: believed } of reports) {
      const key = address.words.join();
      const earlier = merged.get(key)?.owner ?? UNKNOWN;
      merged.set(key, { address, owner: believed === pnn ? pnn : earlier });
    }
  return [...merged.values()].sort((one, other) => compareKeys(other.address, one.address));
}

function hostsOf(request: AllocationRequest, list: readonly Merged[]): Pnn[][] {
  const available = request.available.map((addresses) => new Set(addresses.map(({ text }) => text)));
  return list.map(({ address: { text } }) => available.flatMap((texts, pnn) => (texts.has(text) ? [pnn] : [])));
}
