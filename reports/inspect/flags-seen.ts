import { FLAG } from "../../model/index.ts";
import type { Daemon } from "./node-at.ts";

/** A flag of the tool's alone: the node has just started and knows nothing of that one. */
export const UNKNOWN_FLAG = 0x40;

/** Flags as the tool shows them: until its first recovery is over, a node knows nothing of others. */
export function flagsSeen({ pnn, data }: Daemon): readonly number[] {
  const isNew = ["init", "setup", "first-recovery"].includes(data.runState);
  return data.flagsOf.map((flags, node) => {
    const isKnown = !isNew || node === pnn || (flags & (FLAG.disconnected | FLAG.deleted)) !== 0;
    return isKnown ? flags : UNKNOWN_FLAG;
  });
}
