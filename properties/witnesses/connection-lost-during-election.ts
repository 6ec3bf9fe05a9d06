import { hostTypes } from "../picture/index.ts";
import { sometimes } from "../sometimes.ts";

/** What an election sends may be lost or arrive in part. */
export const connectionLostDuringElection = sometimes({
  name: "connection-lost-during-election",
  sentence: "A node in an election lost the connection to a peer.",
  needs: ["peer-dead", ...hostTypes],
  seen: (event, { hosts }) =>
    event.type === "peer-dead" &&
    ((hosts[event.host]?.electionSinceUs ?? -1) >= 0 || (hosts[event.peer]?.electionSinceUs ?? -1) >= 0),
});
