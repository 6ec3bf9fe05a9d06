import { exportsOf, graceDesigns } from "../../model/index.ts";
import { never } from "../never.ts";
import { clock } from "../sentences.ts";
import { Graces, graceTypes } from "./graces.ts";
import { LostLocks, lostTypes } from "./lost-locks.ts";
import { needsNfs } from "./needs-nfs.ts";

interface State {
  readonly locks: LostLocks;
  readonly graces: Graces;
  /** The only address by which a file is locked, where each has a file system of its own. */
  readonly exports: Readonly<Record<string, string>>;
}

/** As long as a client that was told has not got back what it had, no server grants anything new. */
export const noPrematureEnd = never<State>({
  name: "no-premature-end",
  sentence: "No grace ends before every client that was notified has reclaimed what it had, or knows that it lost it.",
  needs: [...lostTypes, ...graceTypes],
  applies: needsNfs,
  initial: ({ nfs }) => ({
    locks: new LostLocks(),
    graces: new Graces(),
    exports: nfs !== undefined && graceDesigns[nfs.grace].fileSystem === "one-at-a-time" ? exportsOf(nfs) : {},
  }),
  step({ locks, graces, exports }, event) {
    locks.observe(event);
    if (!graces.observe(event) || event.type !== "grace-ended") return null;
    for (const { client, file, atUs, isTold } of locks.all)
      if (isTold && (exports[file] === undefined || event.addresses.includes(exports[file])))
        return {
          atUs: event.atUs,
          hosts: [event.host],
          why: [
            `The grace ended while client ${client} had not reclaimed the lock of ${JSON.stringify(file)}.`,
            `The lock was dropped at ${clock(atUs)}, and the client knows that it must reclaim.`,
            "A grace lasts until the last client has reclaimed: the bound is zero.",
          ],
        };
    return null;
  },
});
