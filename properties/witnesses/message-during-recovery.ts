import { needsDatabases } from "../databases/index.ts";
import { hostTypes } from "../picture/index.ts";
import { sometimes } from "../sometimes.ts";

/** Messages go on while everything else stands still. */
export const messageDuringRecovery = sometimes({
  name: "message-during-recovery",
  sentence: "A message of one node's client reached a client of another node that was in recovery mode.",
  needs: ["message-received", ...hostTypes],
  applies: (setting) => needsDatabases(setting) === null,
  seen: (event, picture) =>
    event.type === "message-received" && event.from !== event.host && picture.host(event.host).mode === "active",
});
