/** How Linux numbers the two families. */
const ipv4 = 2;
const ipv6 = 10;

/** Eight groups as text: the longest run of at least two zero groups becomes `::`, of equal ones the first. */
function ipv6Text(groups: readonly number[]): string {
  const words = groups.map((group) => group.toString(16));
  const lengthAt = (begin: number) => {
    const end = groups.findIndex((group, index) => index >= begin && group !== 0);
    return (end === -1 ? groups.length : end) - begin;
  };
  const lengths = groups.map((_, begin) => lengthAt(begin));
  const longest = Math.max(...lengths);
  if (longest < 2) return words.join(":");
  const begin = lengths.indexOf(longest);
  return `${words.slice(0, begin).join(":")}::${words.slice(begin + longest).join(":")}`;
}

/** The IP address in the bytes of a socket address, without its port; of another family, what family it is. */
export function addressText(address: Uint8Array): string {
  const view = new DataView(address.buffer, address.byteOffset, address.byteLength);
  // The family is in the byte order of the host, the rest in that of the network.
  const family = address.length < 2 ? 0 : view.getUint16(0, true);
  if (family === ipv4 && address.length >= 8) return address.subarray(4, 8).join(".");
  if (family === ipv6 && address.length >= 24) {
    return ipv6Text(Array.from({ length: 8 }, (_, index) => view.getUint16(8 + 2 * index)));
  }
  return `an address of family ${family}`;
}
