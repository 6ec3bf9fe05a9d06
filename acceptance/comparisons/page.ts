import { type Comparison, type DesignResult, durationText } from "../../reports/index.ts";
import type { Claim } from "./claims.ts";
import type { Experiment } from "./experiments.ts";

/** An experiment and what came of it. */
export interface Measured {
  readonly experiment: Experiment;
  readonly comparison: Comparison;
}

/** Columns of the tables: the measure, and its name there. */
const columns: readonly (readonly [name: string, title: string])[] = [
  ["failOverLongestUs", "fail-over, to a leader"],
  ["failOverRecoveredLongestUs", "to its recovery"],
  ["unledUs", "without a leader"],
  ["orphanHelperLongestUs", "orphan helper"],
  ["deadHoldLongestUs", "lock of the dead"],
  ["beliefOverlapUs", "two believe to lead"],
  ["holderOverlapUs", "two hold the lock"],
  ["recoveries", "recoveries"],
  ["lockRequests", "requests to the keeper"],
];

/** Answers first, then the tables that they rest on. */
export function pageOf(
  measured: readonly Measured[],
  claims: readonly Claim[],
  of: (name: string) => Comparison,
): string {
  const answers = (question: Claim["question"]): string[] =>
    claims.filter((claim) => claim.question === question).map((claim) => `* ${claim.text(of)}`);
  return [
    "# Lock designs compared",
    "",
    "Written by `npm run acceptance -- stories`; each sentence is checked against the numbers. Every run of a design has a",
    "twin with every other design: the same seed, the same faults at the same moments. The cluster is CTDB at HEAD with three",
    "nodes, but for the random plans; the scenarios take every design as shipped, with no assumption in force. What is",
    "measured is the model, with times as `docs/fidelity.md` holds them against real ones; a scenario has one fault.",
    "",
    "## What does the in-process plug-in gain over the helper when the daemon dies?",
    "",
    ...answers("plug-in"),
    "",
    "## What does a TTL lease cost against fcntl?",
    "",
    ...answers("lease"),
    "",
    "## The numbers",
    "",
    "Each cell is median / 95 % / greatest over the runs. A *fail-over* goes from the loss of a leader that could lead (up,",
    "active, running, in reach of at least half of the active nodes) to the next one, or until that one has completed a",
    "recovery; 0 means that there was none. *Lock of the dead*: how long the lock stayed taken after its holder, or the",
    "daemon that it was held for, had died. *Requests* are system calls on the lock file, or requests to the service.",
    "Fail-overs stand against the 90 s lease of NFSv4 in the last column.",
    ...measured.flatMap(section),
    "",
  ].join("\n");
}

function section({ experiment, comparison }: Measured): string[] {
  const head = ["design", ...columns.map(([, title]) => title), "violated in runs", "beyond 90 s"];
  return [
    "",
    `### ${experiment.title}`,
    "",
    `\`${comparison.reproduce}\``,
    "",
    ...leftOutOf(comparison),
    `| ${head.join(" | ")} |`,
    `|${" --- |".repeat(head.length)}`,
    ...comparison.designs.map((design) => `| ${cells(design).join(" | ")} |`),
  ];
}

function leftOutOf({ leftOut }: Comparison): string[] {
  if (leftOut.length === 0) return [];
  const kinds = [...new Set(leftOut.map(({ what }) => what))];
  return [`Left out, because not every design can suffer them: ${kinds.join(", ")}.`, ""];
}

function cells({ lock, measures, violations, budget }: DesignResult): string[] {
  const numbers = columns.map(([name]) => {
    const of = measures[name];
    return [of?.median ?? 0, of?.p95 ?? 0, of?.max ?? 0].map((value) => short(name, value)).join(" / ");
  });
  const violated = violations.map(({ property, runs }) => `${property} ${runs}`).join(", ");
  return [`\`${lock}\``, ...numbers, violated || "none", `${budget?.beyond ?? 0} of ${budget?.runs ?? 0}`];
}

function short(name: string, value: number): string {
  if (!name.endsWith("Us")) return String(value);
  const us = Math.round(value / 100_000) * 100_000;
  return us === 0 ? "0" : durationText(us);
}
