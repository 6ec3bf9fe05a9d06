import { type HelperClause, helperClauses } from "./clauses/index.ts";

/** Clauses about a process that has a parent, arguments and a pipe of its own. */
const aboutProcesses = new Set([
  "HLP-030",
  "HLP-031",
  "HLP-032",
  "HLP-033",
  "HLP-034",
  "HLP-060",
  "HLP-064",
  "HLP-065",
]);

/**
 * The same contract for a plug-in, which runs inside its daemon: clauses about a process of its own say nothing of it.
 * What ends with the daemon is checked by killing the host (HLP-023).
 */
export const pluginClauses: readonly HelperClause[] = helperClauses.map((clause) =>
  aboutProcesses.has(clause.id)
    ? { ...clause, inapplicable: () => "a plug-in lives and dies with its daemon" }
    : clause,
);
