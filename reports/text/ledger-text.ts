import { table } from "./table.ts";

/** One line of the assumption ledger. */
export interface LedgerLine {
  readonly name: string;
  readonly sentence: string;
  readonly fact: string;
}

/** What the verdict rests on: assumptions in force, and those dropped. */
export interface Ledger {
  readonly inForce: readonly LedgerLine[];
  readonly dropped: readonly string[];
}

/** The assumption ledger, printed with every verdict. */
export function ledgerText(ledger: Ledger, columns: number): string[] {
  const rows = ledger.inForce.map((line) => [line.name, `${line.sentence} (${line.fact})`]);
  const force = rows.length === 0 ? ["  none: the cluster as shipped, in any environment"] : table(rows, columns);
  return ledger.dropped.length === 0 ? force : [...force, ...table([["dropped", ledger.dropped.join(", ")]], columns)];
}
