import { needsNfs } from "../nfs/index.ts";
import { sometimes } from "../sometimes.ts";

/** What makes a client reclaim. */
export const clientNotified = sometimes({
  name: "client-notified",
  sentence: "A client was told that its server has restarted, or that another one has its address.",
  needs: ["notice-received"],
  applies: (setting) => needsNfs(setting) === null,
  seen: (event) => event.type === "notice-received" && event.state % 2 === 1,
});
