import type { Assumption } from "../assumptions/index.ts";
import type { CtdbdContext } from "../node/index.ts";
import { allLocks } from "../words/index.ts";
import { recordOf } from "./address-names.ts";

/** What clients of public addresses lose as shipped, and how that is repaired. */
export const addressAssumptions: readonly Assumption[] = [
  {
    name: "connections-are-known",
    kind: "repair",
    locks: allLocks,
    fact: "facts/ip-nfs.md §2.2",
    sentence:
      "Which connections there are to an address is told to nodes that are met again, and at once also of what the monitor event finds, is kept by who takes it, and by who releases it while its client goes: as shipped a client may never learn that its connection is gone if the node that takes the address was not connected when it was registered, if it is one of NFS and younger than TickleUpdateInterval, or if its server goes, and an update with it is sent, while the address is released.",
    overrides: [
      {
        id: "connections-are-known",
        chart: "tickles",
        guards: { tellsAtOnce: () => true, sparesReleases: () => true },
      },
      {
        id: "connections-are-known/kept",
        chart: "take-ip",
        actions: {
          moveConnections: (c: CtdbdContext) => {
            const record = recordOf(c);
            if (record !== undefined) record.tickled = record.connections.map(({ connection }) => connection);
          },
        },
      },
    ],
  },
];
