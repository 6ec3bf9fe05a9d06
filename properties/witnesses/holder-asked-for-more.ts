import { Clients, clientTypes, needsVolatile } from "../databases/index.ts";
import { sometimes } from "../sometimes.ts";

/** Without such clients nobody can wait in a circle. */
export const holderAskedForMore = sometimes<Clients>({
  name: "holder-asked-for-more",
  sentence: "A client asked for a record of another node while it had one locked.",
  needs: clientTypes,
  applies: (setting) => needsVolatile(setting) === null,
  initial: () => new Clients(),
  seen(event, _picture, clients) {
    clients.observe(event);
    return event.type === "call-asked" && (clients.find(event)?.held.size ?? 0) > 0;
  },
});
