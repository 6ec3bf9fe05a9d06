import { recoveriesIn, recoveryDesigns } from "../../model/index.ts";
import { needsDatabases } from "../databases/index.ts";
import { sometimes } from "../sometimes.ts";

/** What ends a freeze that is stuck (facts/recovery.md §2.3 step 12). */
export const bannedByRecoveryHelper = sometimes({
  name: "banned-by-recovery-helper",
  sentence: "A recovery helper banned a node because a database could not be recovered.",
  needs: ["banned"],
  applies: (setting) =>
    needsDatabases(setting) === null &&
    recoveriesIn(setting.recovery).every((design) => recoveryDesigns[design].isCapable),
  seen: (event) => event.type === "banned" && event.reason === "database recovery failed",
});
