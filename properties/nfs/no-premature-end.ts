import { exportsOf, graceDesigns } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Setting } from "../property.ts";
import { clock } from "../sentences.ts";
import { Graces, graceTypes } from "./graces.ts";
import { type LostLock, LostLocks, lostTypes } from "./lost-locks.ts";
import { needsNfs } from "./needs-nfs.ts";

interface State {
  readonly setting: Setting;
  readonly locks: LostLocks;
  readonly graces: Graces;
}

/**
 * A server that ends its grace by its own timer hears of nobody but those who come; where all end theirs together, they wait
 * for whoever has lost a lock, told or not (facts/ip-nfs.md §5.6 P7).
 */
function isWaitedFor({ setting: { nfs } }: State, { client, isOwed, isTold }: LostLock): boolean {
  const way = nfs?.users[client]?.way;
  if (nfs === undefined || !isOwed) return false;
  return isTold || (graceDesigns[nfs.grace].end === "coordinated" && way !== undefined && "address" in way);
}

/** Is this the grace in which it is reclaimed? Where each address has a file system of its own, that of the address which exports it. */
function isGraceOf({ setting: { nfs } }: State, { file }: LostLock, addresses: readonly string[]): boolean {
  if (nfs === undefined || graceDesigns[nfs.grace].fileSystem !== "one-at-a-time") return true;
  const address = exportsOf(nfs)[file];
  return address === undefined || addresses.includes(address);
}

/** As long as a client that was told has not got back what it had, no server grants anything new. */
export const noPrematureEnd = never<State>({
  name: "no-premature-end",
  sentence: "No grace ends before every client that was notified has reclaimed what it had, or knows that it lost it.",
  needs: [...lostTypes, ...graceTypes],
  applies: needsNfs,
  initial: (setting) => ({ setting, locks: new LostLocks(), graces: new Graces() }),
  step(state, event) {
    const { locks, graces } = state;
    locks.observe(event);
    if (!graces.observe(event) || event.type !== "grace-ended") return null;
    for (const lock of locks.all)
      if (isWaitedFor(state, lock) && isGraceOf(state, lock, event.addresses)) {
        const { client, file, atUs, isTold } = lock;
        return {
          atUs: event.atUs,
          hosts: [event.host],
          why: [
            `The grace ended while client ${client} had not reclaimed the lock of ${JSON.stringify(file)}.`,
            `The lock was dropped at ${clock(atUs)}, and the client ${isTold ? "knows that it must reclaim" : "was not answered since"}.`,
            "A grace lasts until the last client has reclaimed: the bound is zero.",
          ],
        };
      }
    return null;
  },
});
