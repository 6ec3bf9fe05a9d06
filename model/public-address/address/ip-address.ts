/** The words of a key, the most significant first, each from 0 to 2^32 - 1. */
export type AddressWords = readonly [number, number, number, number];

/** An address of version 4 or 6. */
export interface IpAddress {
  /** As CTDB prints it: one text for each address, so equal addresses have equal texts. */
  readonly text: string;
  /** Addresses of the two versions are never equal, even where their keys are. */
  readonly version: 4 | 6;
  /** The key: 128 bits, of which an address of version 4 fills the last 32 (facts/ip-nfs.md §1.4). */
  readonly words: AddressWords;
}

/** Greater, equal or less: by the key alone. */
export function compareKeys({ words: one }: IpAddress, { words: other }: IpAddress): number {
  for (let at = 0; at < one.length; at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The order in which CTDB's tool lists addresses: version 4 before 6, then by the key, the least first. */
export function compareAddresses(one: IpAddress, other: IpAddress): number {
  return one.version - other.version || compareKeys(one, other);
}
