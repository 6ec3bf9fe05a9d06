import type { LockUser, LockWay } from "../../model/index.ts";

/** Where somebody who locks a file asks at this time: a client of NFSv4 may have gone on through another address. */
export function wayOf({ way, goesTo, protocol }: LockUser, atUs: number): LockWay {
  return goesTo !== undefined && protocol === "v4" && atUs >= goesTo.atUs ? { address: goesTo.address } : way;
}
