import { recoveriesIn, recoveryDesigns } from "../../model/index.ts";
import { needsDatabases } from "../databases/index.ts";
import { sometimes } from "../sometimes.ts";

/** An attempt at a database failed, and the recovery went on with the next. */
export const databaseTriedAgain = sometimes({
  name: "database-tried-again",
  sentence: "A recovery tried a database a second time.",
  needs: ["database-step"],
  applies: (setting) =>
    needsDatabases(setting) === null &&
    recoveriesIn(setting.recovery).every((design) => recoveryDesigns[design].isCapable),
  seen: (event) => event.type === "database-step" && event.step === "freeze" && event.attempt === 2,
});
