import { INACTIVE, type Pnn } from "../model/index.ts";

/** When each host was last inactive; infinite: it is. What it began then, it does to the end. */
export type BackUs = Map<Pnn, number>;

/** Takes a change of a host's own flags in. */
export function noteInactive(backUs: BackUs, pnn: Pnn, flags: number, atUs: number): void {
  if ((flags & INACTIVE) !== 0) backUs.set(pnn, Number.POSITIVE_INFINITY);
  else if (backUs.get(pnn) === Number.POSITIVE_INFINITY) backUs.set(pnn, atUs);
}
