import { sometimes } from "../sometimes.ts";

/** Two nodes at once: every race and every vote is about this. */
export const contestedElection = sometimes({
  name: "contested-election",
  sentence: "A node entered an election while another was in one.",
  needs: ["election-started", "election-ended", "election-abandoned", "process-exited", "host-crashed"],
  seen: (event, picture) =>
    event.type === "election-started" &&
    picture.hosts.some((host) => host.pnn !== event.host && host.electionSinceUs >= 0),
});
