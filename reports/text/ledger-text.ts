import { printable } from "../printable.ts";
import { table } from "./table.ts";

/** One line of the assumption ledger. */
export interface LedgerLine {
  readonly name: string;
  readonly sentence: string;
  readonly fact: string;
  /** Assumed of the environment, or repaired in CTDB, which does not do this as shipped; absent: not known. */
  readonly kind?: "environment" | "repair";
}

/** What the verdict rests on: assumptions in force, and those dropped. */
export interface Ledger {
  readonly inForce: readonly LedgerLine[];
  readonly dropped: readonly string[];
  /** Ids of the overrides that were applied on top: the model is not CTDB's then. Absent: none. */
  readonly defects?: readonly string[];
}

/** The assumption ledger, printed with every verdict. */
export function ledgerText(ledger: Ledger, columns: number): string[] {
  const rows = ledger.inForce.map((line) => [line.name, `${line.sentence} (${line.fact})`]);
  const force = rows.length === 0 ? ["  none: the cluster as shipped, in any environment"] : table(rows, columns);
  const { dropped, defects = [] } = ledger;
  const apart = [
    ...(dropped.length === 0 ? [] : [["dropped", dropped.join(", ")]]),
    ...(defects.length === 0 ? [] : [["defects", defects.map(printable).join(", ")]]),
  ];
  return apart.length === 0 ? force : [...force, ...table(apart, columns)];
}
