import type { ObservationType } from "../../model/index.ts";
import type { HostView, Picture } from "../picture/index.ts";
import { hostTypes } from "../picture/index.ts";
import { sometimes } from "../sometimes.ts";

/** Two nodes at once: every race and every vote is about this. */
export const contestedElection = sometimes({
  name: "contested-election",
  sentence: "A node entered an election, or a race for the lock, while another was in one.",
  needs: hostTypes,
  seen: (event, picture) => enters(event.type, picture.hosts[event.host]) && isContested(event.host, picture),
});

/** Does this begin an election of its own, or join a race that another node has called? */
function enters(type: ObservationType, host: HostView | undefined): boolean {
  return type === "election-started" || (type === "lock-believed" && host?.lock === "taking");
}

function isContested(candidate: number, { hosts }: Picture): boolean {
  return hosts.some((host) => host.pnn !== candidate && (host.electionSinceUs >= 0 || host.lock === "taking"));
}
