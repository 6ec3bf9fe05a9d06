import type { PublicAddressSpec } from "./scenario.ts";

/** On which interfaces public addresses may be, by their texts: those of which that is said. */
export function namedInterfaces(specs: readonly PublicAddressSpec[] = []): ReadonlyMap<string, readonly string[]> {
  return new Map(
    specs.flatMap(({ address, interfaces }) => (interfaces === undefined ? [] : [[address, interfaces] as const])),
  );
}
