import type { AllocationStep } from "../../model/index.ts";

/** The steps of an allocation, one line each; as comments, so that the lines after them can be read again. */
export function explainedSteps(steps: readonly AllocationStep[]): string {
  return steps.map((step) => `# ${sentence(step)}\n`).join("");
}

/** The same as JSON data. */
export function stepsData(steps: readonly AllocationStep[]): readonly unknown[] {
  return steps.map((step) => ({ ...step, address: step.address.text }));
}

function sentence({ kind, address: { text }, from, to, cost, gain }: AllocationStep): string {
  switch (kind) {
    case "place":
      return `${text}: node ${to} by its place in the list, which begins with the highest address`;
    case "home":
      return `${text}: node ${to} by home_nodes`;
    case "unassign":
      return `${text}: taken from node ${from}, which cannot host it`;
    case "assign":
      return `${text}: given to node ${to}${cost === undefined ? "" : `, whose imbalance rises by ${cost}`}`;
    case "rebalance":
      return `${text}: moved from node ${from}${gain === undefined ? "" : ` (-${gain})`} to node ${to}${cost === undefined ? "" : ` (+${cost})`}`;
    case "uncovered":
      return `${text}: no node can take it`;
  }
}
