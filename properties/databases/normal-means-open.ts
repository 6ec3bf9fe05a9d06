import { recoveredInCalmUs } from "../bounds.ts";
import { inCalm } from "../in-calm.ts";
import { freezeTypes, hostTypes, isActive } from "../picture/index.ts";
import { needsDatabases } from "./needs-databases.ts";

/** A database that is frozen in recovery mode normal stays so: nobody sees a reason to recover (facts/leadership.md §6.4). */
export const normalMeansOpen = inCalm<null>({
  name: "normal-means-open",
  sentence: "In calm time an active node in recovery mode normal has no frozen database.",
  needs: [...hostTypes, ...freezeTypes],
  applies: needsDatabases,
  because:
    "A recovery that has frozen it thaws it, or is followed by one that does; monitoring and all its clients wait for that.",
  within: recoveredInCalmUs,
  initial: () => null,
  note: () => undefined,
  lack(host, _own, _setting, { freezes }) {
    const isOpen = !isActive(host) || host.mode !== "normal" || !freezes.isAnyFrozen(host.pnn);
    return isOpen ? "" : "was in recovery mode normal with a frozen database";
  },
});
