import { ipv4Text, ipv6Text } from "./address-text.ts";
import type { IpAddress } from "./ip-address.ts";

const LENGTH_MAX = 63;
const HALVES = 8;
const octet = "(?:0|[1-9]\\d{0,2})";
const dotted = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

/**
 * Reads an address as CTDB does: of version 4 with four plain decimal numbers, of version 6 also in brackets, and
 * `::ffff:a.b.c.d` is a.b.c.d (`protocol/protocol_util.c`).
 *
 * @returns undefined if CTDB would refuse it
 */
export function parseAddress(text: string): IpAddress | undefined {
  if (text.length > LENGTH_MAX) return undefined;
  if (!text.includes(":")) return parseV4(text);
  const plain = /^\[.*\]$/.test(text) ? text.slice(1, -1) : text;
  const halves = halvesOf(plain);
  if (halves === undefined) return undefined;
  // Of a mapped address CTDB reads again what follows the last colon, which must then be in dots.
  if (halves.slice(0, 5).every((half) => half === 0) && halves[5] === 0xffff)
    return parseV4(plain.slice(plain.lastIndexOf(":") + 1));
  const word = (at: number) => (((halves[at] ?? 0) << 16) | (halves[at + 1] ?? 0)) >>> 0;
  const words = [word(0), word(2), word(4), word(6)] as const;
  return { text: ipv6Text(words), version: 6, words };
}

function parseV4(text: string): IpAddress | undefined {
  const word = wordOf(text);
  return word === undefined ? undefined : { text: ipv4Text(word), version: 4, words: [0, 0, 0, word] };
}

function wordOf(text: string): number | undefined {
  if (!dotted.test(text)) return undefined;
  const octets = text.split(".").map(Number);
  if (octets.some((one) => one > 255)) return undefined;
  return octets.reduce((word, one) => word * 256 + one, 0);
}

/** The eight numbers of 16 bits of an address of version 6. */
function halvesOf(text: string): number[] | undefined {
  const parts = text.split("::");
  if (parts.length > 2) return undefined;
  const [left, right] = parts.map((part, index) => groups(part, index === parts.length - 1));
  if (left === undefined) return undefined;
  if (parts.length === 1) return left.length === HALVES ? left : undefined;
  // `::` stands for at least one zero.
  if (right === undefined || left.length + right.length >= HALVES) return undefined;
  return [...left, ...new Array<number>(HALVES - left.length - right.length).fill(0), ...right];
}

function groups(text: string, mayEndInDots: boolean): number[] | undefined {
  if (text === "") return [];
  const found: number[] = [];
  const parts = text.split(":");
  for (const [at, part] of parts.entries()) {
    const word = mayEndInDots && at === parts.length - 1 ? wordOf(part) : undefined;
    if (word !== undefined) found.push(word >>> 16, word & 0xffff);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) found.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return found;
}
