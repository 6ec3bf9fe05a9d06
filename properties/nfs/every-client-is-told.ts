import type { Property } from "../property.ts";
import { clock, seconds } from "../sentences.ts";
import { LostLocks, lostTypes } from "./lost-locks.ts";
import { needsNfs } from "./needs-nfs.ts";

/** Detection, election, recovery, a takeover run, and a notice: then a client is told. */
const TOLD_US = 120_000_000;

/** Who has lost a lock is told to reclaim it, or is refused: it does not believe for ever. */
export const everyClientIsTold: Property<LostLocks> = {
  name: "every-client-is-told",
  kind: "liveness",
  sentence: "A client whose lock was dropped is notified in time, or loses it and knows.",
  needs: lostTypes,
  applies: needsNfs,
  initial: () => new LostLocks(),
  step(locks, event) {
    locks.observe(event);
    return null;
  },
  dueUs(locks) {
    let dueUs = Number.POSITIVE_INFINITY;
    for (const { isTold, atUs } of locks.all) if (!isTold) dueUs = Math.min(dueUs, atUs + TOLD_US);
    return dueUs;
  },
  tick(locks, nowUs) {
    for (const { client, file, atUs, isTold } of locks.all)
      if (!isTold && atUs + TOLD_US <= nowUs)
        return {
          atUs: nowUs,
          hosts: [],
          why: [
            `Client ${client} still believes to hold the lock of ${JSON.stringify(file)}, and was not told anything.`,
            `The lock was dropped at ${clock(atUs)}.`,
            `A failure is found, addresses move and clients are notified within ${seconds(TOLD_US)}.`,
          ],
        };
    return null;
  },
  end: (locks) => ([...locks.all].some(({ isTold }) => !isTold) ? "unknown" : "holds"),
};
