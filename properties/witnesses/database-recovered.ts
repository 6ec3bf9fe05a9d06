import { needsDatabases } from "../databases/index.ts";
import { sometimes } from "../sometimes.ts";

/** A recovery's copies replaced those of a node. */
export const databaseRecovered = sometimes({
  name: "database-recovered",
  sentence: "A recovery committed a database with something in it.",
  needs: ["database-committed"],
  applies: (setting) => needsDatabases(setting) === null,
  seen: (event) => event.type === "database-committed" && event.records > 0,
});
