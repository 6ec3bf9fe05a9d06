import type { ListedDecision, Scenario } from "../../../model/index.ts";
import { isIdentity, type Tape } from "../../choices/index.ts";
import { reduceList } from "../reduce-list.ts";
import type { Search } from "../search.ts";

/** A list of more decisions than this tells nobody more than a seed does. */
const LISTED_MAX = 60;
/** So many attempts are enough to single out a few decisions among thousands. */
const ATTEMPTS_MAX = 150;

interface Entry {
  readonly label: string;
  readonly listed: ListedDecision;
}

/**
 * Takes the decisions of the run out of the seed's hands: all that can are made least, the others are listed. If too
 * many are left, the seed goes on deciding.
 */
export function fewerDecisions(search: Search): void {
  const before = { best: search.best, violatedAtUs: search.violatedAtUs };
  const { draws } = search.best;
  if (search.accepts(withList(search.best, []))) return;
  let entries =
    draws?.kind === "listed"
      ? entriesOfList(draws.decisions)
      : entriesOf(search.tape()).filter(({ label }) => !isIdentity(label));
  if (draws?.kind !== "listed" && !search.accepts(withList(search.best, entries))) return;
  const lastAttempt = search.attempts + ATTEMPTS_MAX;
  try {
    reduceList(
      () => entries.length,
      (from, to) => {
        if (search.attempts >= lastAttempt) return;
        const left = entries.filter((_, index) => index < from || index >= to);
        if (search.accepts(withList(search.best, left))) entries = left;
      },
    );
  } finally {
    if (entries.length > LISTED_MAX && draws?.kind !== "listed") search.restore(before);
  }
}

/** The scenario with every decision that its run made, instead of the seed. */
export function withTape(scenario: Scenario, tape: Tape): Scenario {
  return withList(scenario, entriesOf(tape));
}

/** All decisions of a tape, each under its label. */
function entriesOf({ labels, entries }: Tape): Entry[] {
  const asked = labels.map(() => 0);
  const found: Entry[] = [];
  for (let at = 0; at < entries.length; at += 3) {
    const index = entries[at] ?? 0;
    const nth = asked[index] ?? 0;
    asked[index] = nth + 1;
    const value = entries[at + 2] ?? 0;
    found.push({ label: labels[index] ?? "", listed: [nth, value] });
  }
  return found;
}

function entriesOfList(decisions: Readonly<Record<string, readonly ListedDecision[]>>): Entry[] {
  return Object.entries(decisions).flatMap(([label, list]) => list.map((listed) => ({ label, listed })));
}

function withList(scenario: Scenario, entries: readonly Entry[]): Scenario {
  const decisions: Record<string, ListedDecision[]> = {};
  for (const { label, listed } of entries) {
    decisions[label] ??= [];
    decisions[label].push(listed);
  }
  return { ...scenario, draws: { kind: "listed", decisions } };
}
