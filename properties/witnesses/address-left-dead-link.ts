import { DeadLinks, deadLinkTypes } from "../addresses/index.ts";
import { sometimes } from "../sometimes.ts";

/** What links are watched for. */
export const addressLeftDeadLink = sometimes<DeadLinks>({
  name: "address-left-dead-link",
  sentence: "A public address left an interface that had no link, for another one or for another node.",
  needs: deadLinkTypes,
  applies: ({ linksFail }) => linksFail === true,
  initial: (setting) => new DeadLinks(setting),
  seen(event, _picture, links) {
    const moves = event.type === "address-removed" || event.type === "address-changed-interface";
    const isSeen = moves && links.deadUnder(event.host, event.address) !== undefined;
    links.observe(event);
    return isSeen;
  },
});
