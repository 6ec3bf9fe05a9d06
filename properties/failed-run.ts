/** The reason that a leader gives when it counts a takeover run that failed against a node (facts/ip-nfs.md §1.3). */
export const failedRun = "takeover run failed";
