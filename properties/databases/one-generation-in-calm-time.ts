import { recoveredInCalmUs } from "../bounds.ts";
import { inCalm } from "../in-calm.ts";
import { databaseGenerationTypes, hostTypes, isActive } from "../picture/index.ts";
import { needsDatabases } from "./needs-databases.ts";

/** A database of another generation neither sends nor accepts a record: its clients wait for the next recovery (facts/recovery.md §1.4). */
export const oneGenerationInCalmTime = inCalm<null>({
  name: "one-generation-in-calm-time",
  sentence: "In calm time each database of an active node in recovery mode normal has the node's generation.",
  needs: [...hostTypes, ...databaseGenerationTypes],
  applies: needsDatabases,
  because:
    "A recovery gives all databases its own generation before the mode is normal, and whatever undoes that is followed by another one.",
  within: recoveredInCalmUs,
  initial: () => null,
  note: () => undefined,
  lack(host, _own, _setting, { databaseGenerations }) {
    if (!isActive(host) || host.mode !== "normal") return "";
    for (const [db, generation] of databaseGenerations.of(host.pnn))
      if (generation !== host.generation)
        return `was in recovery mode normal, and ${db} of another generation than the node`;
    return "";
  },
});
