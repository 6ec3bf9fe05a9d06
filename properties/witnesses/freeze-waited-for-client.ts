import { needsDatabases } from "../databases/index.ts";
import { clientTypes } from "../picture/index.ts";
import { sometimes } from "../sometimes.ts";

/** A recovery begins in the midst of a client's work. */
export const freezeWaitedForClient = sometimes({
  name: "freeze-waited-for-client",
  sentence: "A database was to be frozen on a node while a client there had a record of it locked.",
  needs: [...clientTypes, "database-freezing"],
  applies: (setting) => needsDatabases(setting) === null,
  seen: (event, { clients }) =>
    event.type === "database-freezing" && clients.holdersIn(event.db, event.host).length > 0,
});
