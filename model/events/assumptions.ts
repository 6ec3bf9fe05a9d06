import type { Assumption } from "../assumptions/index.ts";
import { allLocks } from "../words/index.ts";

/** What scripts that take too long do as shipped, and how that is repaired. */
export const eventAssumptions: readonly Assumption[] = [
  {
    name: "late-scripts-are-killed",
    kind: "repair",
    locks: allLocks,
    fact: "facts/ip-nfs.md §2.4",
    sentence:
      "A script whose time is over is ended, with whatever it has started, before its main daemon is told: as shipped it is left running while the queue moves on, and puts an address on its interface, moves it there or takes it away when a later takeover run has given that address to somebody else.",
    overrides: [{ id: "late-scripts-are-killed", chart: "event-queue", guards: { killsLate: () => true } }],
  },
];
