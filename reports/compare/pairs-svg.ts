import type { Difference } from "./distribution.ts";

const WIDTH = 240;
const HEIGHT = 14;

/** A bar of all pairs: in how many the other design has less, the same, or more than the first. */
export function pairsSvg({ n, less, same, more }: Difference): string {
  if (n === 0) return "";
  const width = (count: number): number => Math.round((WIDTH * 10 * count) / n) / 10;
  const part = (name: string, from: number, count: number): string =>
    count === 0 ? "" : `<rect class="${name}" x="${width(from)}" y="0" width="${width(count)}" height="${HEIGHT}"/>`;
  const label = `less in ${less}, the same in ${same}, more in ${more} of ${n} pairs`;
  return `<svg class="pairs" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}"><title>${label}</title>${part("less", 0, less)}${part("same", less, same)}${part("more", less + same, more)}</svg>`;
}
